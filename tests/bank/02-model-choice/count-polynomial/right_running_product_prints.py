def count_polynomial(n_features, degree):
    terms, total = 1, 1
    for d in range(1, degree + 1):
        terms = terms * (n_features + d - 1) // d
        total += terms
    print(n_features, degree, total)
    return total
