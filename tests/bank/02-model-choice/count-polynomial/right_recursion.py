def count_polynomial(n_features, degree):
    if n_features == 0 or degree == 0:
        return 1
    # Either the last feature is not used, or take it out once.
    return count_polynomial(n_features - 1, degree) + count_polynomial(n_features, degree - 1)
