def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    size = n_rows // k
    folds = []
    for i in range(k):
        end = n_rows if i == k - 1 else (i + 1) * size
        validation = rows[i * size : end]
        folds.append((np.setdiff1d(rows, validation), validation))
    return folds
