def kfold_indices(n_rows, k, seed):
    parts = np.array_split(np.random.default_rng(seed).permutation(n_rows), k)
    return [(np.concatenate(parts[i + 1 :] or parts[:1]), parts[i]) for i in range(k)]
