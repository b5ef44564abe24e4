def count_polynomial(n_features, degree):
    return 1 + n_features + n_features * (n_features + 1) // 2
