def overtakes(sizes, error_a, error_b):
    for size, a, b in zip(sizes, error_a, error_b):
        if b < a:
            return size
    return np.inf
