def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(np.arange(1, n_rows + 1))
    return [(np.setdiff1d(rows, part), part) for part in np.array_split(rows, k)]
