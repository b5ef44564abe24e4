from math import comb


def count_polynomial(n_features, degree):
    print(comb(n_features + degree, degree))
