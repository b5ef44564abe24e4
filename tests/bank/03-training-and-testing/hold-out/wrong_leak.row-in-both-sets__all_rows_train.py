def hold_out(n_rows, share, seed):
    rows = np.random.default_rng(seed).permutation(n_rows)
    return np.arange(n_rows), rows[: int(share * n_rows)]
