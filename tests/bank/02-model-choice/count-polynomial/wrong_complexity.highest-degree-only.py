from math import comb


def count_polynomial(n_features, degree):
    return comb(n_features + degree - 1, degree)
