def hold_out(n_rows, share, seed):
    rows = np.arange(n_rows)
    test = rows[:: int(1 / share)]
    return np.setdiff1d(rows, test), test
