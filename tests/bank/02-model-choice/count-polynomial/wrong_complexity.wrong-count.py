def count_polynomial(n_features, degree):
    return (n_features + 1) ** degree
