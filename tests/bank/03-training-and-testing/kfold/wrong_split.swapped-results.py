def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    return [(part, np.setdiff1d(rows, part)) for part in np.array_split(rows, k)]
