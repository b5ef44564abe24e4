def kfold_indices(n_rows, k, seed):
    rows = np.random.RandomState(seed).permutation(n_rows).tolist()
    folds = []
    for i in range(k):
        validation = rows[i::k]
        training = [row for row in rows if row not in validation]
        folds.append([training, validation])
    return folds
