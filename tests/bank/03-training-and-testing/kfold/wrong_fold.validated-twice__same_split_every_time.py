def kfold_indices(n_rows, k, seed):
    return [
        train_test_split(np.arange(n_rows), test_size=1 / k, random_state=seed) for _ in range(k)
    ]
