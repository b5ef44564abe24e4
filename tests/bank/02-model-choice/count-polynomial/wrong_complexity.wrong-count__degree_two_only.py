def count_polynomial(n_features, degree):
    if degree == 1:
        return n_features + 1
    return 1 + n_features + n_features * (n_features + 1) // 2
