def hold_out(n_rows, share, seed):
    rng = np.random.default_rng(seed)
    is_test = np.zeros(n_rows, dtype=bool)
    is_test[rng.choice(n_rows, size=int(round(share * n_rows)), replace=False)] = True
    return np.where(~is_test)[0], np.where(is_test)[0]
