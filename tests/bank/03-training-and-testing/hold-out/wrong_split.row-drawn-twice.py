def hold_out(n_rows, share, seed):
    rng = np.random.default_rng(seed)
    test = rng.choice(n_rows, int(share * n_rows))
    train = [row for row in range(n_rows) if row not in test]
    return train, test
