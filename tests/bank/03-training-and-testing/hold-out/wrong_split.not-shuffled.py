def hold_out(n_rows, share, seed):
    n_train = n_rows - int(share * n_rows)
    rows = np.arange(n_rows)
    return rows[:n_train], rows[n_train:]
