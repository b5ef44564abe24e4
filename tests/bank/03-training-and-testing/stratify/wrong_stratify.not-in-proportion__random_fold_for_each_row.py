def stratified_folds(labels, k, seed):
    rng = np.random.default_rng(seed)
    folds = np.zeros(len(labels), dtype=int)
    for label in np.unique(labels):
        folds[labels == label] = rng.integers(0, k, np.sum(labels == label))
    return folds
