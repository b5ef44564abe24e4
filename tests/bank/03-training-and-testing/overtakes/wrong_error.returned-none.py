def overtakes(sizes, error_a, error_b):
    for i, size in enumerate(sizes):
        if (np.asarray(error_b)[i:] < np.asarray(error_a)[i:]).all():
            return size
