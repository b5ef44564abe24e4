def overtakes(sizes, error_a, error_b):
    for i, size in enumerate(sizes):
        if (np.asarray(error_a)[i:] < np.asarray(error_b)[i:]).all():
            return size
    return np.inf
