def kfold_indices(n_rows, k, seed):
    return np.array_split(np.random.default_rng(seed).permutation(n_rows), k)
