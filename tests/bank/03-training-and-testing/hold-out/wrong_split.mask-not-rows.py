def hold_out(n_rows, share, seed):
    is_test = np.zeros(n_rows, dtype=bool)
    is_test[np.random.default_rng(seed).permutation(n_rows)[: int(share * n_rows)]] = True
    return ~is_test, is_test
