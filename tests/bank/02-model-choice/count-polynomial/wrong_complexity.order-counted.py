def count_polynomial(n_features, degree):
    return sum(n_features**d for d in range(degree + 1))
