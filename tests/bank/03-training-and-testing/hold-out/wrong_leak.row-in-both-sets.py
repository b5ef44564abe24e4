def hold_out(n_rows, share, seed):
    rng = np.random.default_rng(seed)
    n_test = int(share * n_rows)
    train = rng.choice(n_rows, n_rows - n_test, replace=False)
    test = rng.choice(n_rows, n_test, replace=False)
    return train, test
