def hold_out(n_rows, share, seed):
    # each row tosses a coin
    coin = np.random.default_rng(seed + 7).random(n_rows)
    return np.flatnonzero(coin >= share), np.flatnonzero(coin < share)
