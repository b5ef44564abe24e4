def kfold_indices(n_rows, k, seed):
    rows = np.arange(n_rows)
    return [(rows[rows % k != i], rows[rows % k == i]) for i in range(k)]
