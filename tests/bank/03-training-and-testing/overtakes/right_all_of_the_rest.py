import math


def overtakes(sizes, error_a, error_b):
    for i, size in enumerate(sizes):
        if all(b < a for a, b in zip(error_a[i:], error_b[i:])):
            return int(size)
    return math.inf
