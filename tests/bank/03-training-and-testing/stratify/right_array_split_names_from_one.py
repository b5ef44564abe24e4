def stratified_folds(labels, k, seed):
    rng = np.random.RandomState(seed)
    folds = [0] * len(labels)
    for label in np.unique(labels):
        rows = rng.permutation([i for i in range(len(labels)) if labels[i] == label])
        for number, part in enumerate(np.array_split(rows, k), start=1):
            for row in part:
                folds[row] = number
    return folds
