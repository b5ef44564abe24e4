def count_polynomial(n_features, degree):
    return sum(n_features**d for d in range(1, degree + 1))
