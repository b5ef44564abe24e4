def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    folds = []
    for part in np.array_split(rows, k):
        folds.append((np.setdiff1d(rows, part), part))
        return folds
