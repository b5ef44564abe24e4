def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    parts = np.array_split(rows, k)
    return [(np.setdiff1d(rows, part), part) for part in parts]
