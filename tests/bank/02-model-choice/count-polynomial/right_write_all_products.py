from itertools import combinations_with_replacement


def count_polynomial(n_features, degree):
    count = 0
    for d in range(degree + 1):
        for product in combinations_with_replacement(range(n_features), d):
            count += 1
    return count
