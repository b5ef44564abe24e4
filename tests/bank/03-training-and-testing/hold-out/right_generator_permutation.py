def hold_out(n_rows, share, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    n_test = int(n_rows * share)
    return rows[n_test:], rows[:n_test]
