def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    size = n_rows // k
    folds = []
    for i in range(k):
        validation = rows[i * size : (i + 1) * size]
        folds.append((np.setdiff1d(rows, validation), validation))
    return folds
