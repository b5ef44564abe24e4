import math


def count_polynomial(n_features, degree):
    f = math.factorial
    return f(n_features + degree) / (f(n_features) * f(degree))
