def overtakes(sizes, error_a, error_b):
    for i in range(len(sizes)):
        if (np.asarray(error_b)[i:] < np.asarray(error_a)[i:]).all():
            return i
    return np.inf
