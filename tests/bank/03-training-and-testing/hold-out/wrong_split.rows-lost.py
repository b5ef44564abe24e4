def hold_out(n_rows, share, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    n_test = int(share * n_rows)
    return rows[n_test + 1 :], rows[:n_test]
