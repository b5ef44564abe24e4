def stratified_folds(labels, k, seed):
    rng = np.random.default_rng(seed)
    folds = np.full(len(labels), k - 1)
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        size = len(rows) // k
        for i in range(k):
            folds[rows[i * size : (i + 1) * size]] = i
    return folds
