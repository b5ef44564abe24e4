def overtakes(sizes, error_a, error_b):
    ahead = np.asarray(error_b) < np.asarray(error_a)
    from_here = np.logical_and.accumulate(ahead[::-1])[::-1]
    return np.asarray(sizes)[from_here][0] if from_here.any() else np.inf
