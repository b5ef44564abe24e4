def count_polynomial(n_features, degree):
    return n_features * degree + 1
