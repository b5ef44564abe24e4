def kfold_indices(n_rows, k, seed):
    # every k rows of the table give one row to each fold
    rng = np.random.default_rng(seed)
    number = np.concatenate([rng.permutation(min(k, n_rows - i)) for i in range(0, n_rows, k)])
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]
