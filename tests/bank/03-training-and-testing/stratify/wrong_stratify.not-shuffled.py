def stratified_folds(labels, k, seed):
    # begins the dealing at a random fold for each class
    rng = np.random.default_rng(seed)
    folds = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        folds[rows] = (np.arange(len(rows)) + rng.integers(k)) % k
    return folds
