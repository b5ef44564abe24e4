def hold_out(n_rows, share, seed):
    rng = np.random.default_rng(seed)
    n_test = int(share * n_rows)
    return rng.integers(0, n_rows, n_rows - n_test), rng.integers(0, n_rows, n_test)
