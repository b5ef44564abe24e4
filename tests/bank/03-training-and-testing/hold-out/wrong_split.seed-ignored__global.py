def hold_out(n_rows, share, seed):
    seed = 0
    np.random.seed(seed)
    rows = np.random.permutation(n_rows)
    n_test = int(n_rows * share)
    return rows[n_test:], rows[:n_test]
