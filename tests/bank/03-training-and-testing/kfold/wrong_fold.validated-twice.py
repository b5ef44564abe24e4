def kfold_indices(n_rows, k, seed):
    rng = np.random.default_rng(seed)
    folds = []
    for _ in range(k):
        rows = rng.permutation(n_rows)
        folds.append((rows[n_rows // k :], rows[: n_rows // k]))
    return folds
