def hold_out(n_rows, share, seed):
    rows = np.random.default_rng(seed).permutation(np.arange(1, n_rows + 1))
    n_test = int(share * n_rows)
    return rows[n_test:], rows[:n_test]
