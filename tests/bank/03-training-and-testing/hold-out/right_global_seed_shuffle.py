def hold_out(n_rows, share, seed):
    np.random.seed(seed)
    rows = np.arange(n_rows)
    np.random.shuffle(rows)
    n_train = round(n_rows * (1 - share))
    return rows[:n_train], rows[n_train:]
