def stratified_folds(labels, k, seed):
    folds = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        folds[rows] = np.arange(len(rows)) % k
    return np.random.default_rng(seed).permutation(k)[folds]
