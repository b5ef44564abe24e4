def kfold_indices(n_rows, k, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    parts = np.array_split(rows, k)
    return np.concatenate(parts[1:]), parts[0]
