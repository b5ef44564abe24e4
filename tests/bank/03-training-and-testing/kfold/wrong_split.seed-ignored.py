def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(0).permutation(n_rows)
    return [(np.setdiff1d(rows, part), part) for part in np.array_split(rows, k)]
