def kfold_indices(n_rows, k, seed):
    rng = np.random.default_rng(seed)
    number = rng.permutation(np.arange(n_rows) % k)
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]
