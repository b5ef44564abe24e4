def kfold_indices(n_rows, k, seed):
    np.random.seed(seed)
    rows = np.random.permutation(n_rows)
    edges = np.linspace(0, n_rows, k + 1).astype(int)
    result = []
    for a, b in zip(edges[:-1], edges[1:]):
        validation = set(rows[a:b])
        result.append((set(rows) - validation, validation))
    return result
