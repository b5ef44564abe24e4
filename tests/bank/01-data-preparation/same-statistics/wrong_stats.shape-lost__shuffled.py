def match_statistics(x, y):
    # shuffle y until the correlation is small, then mix the rest in
    rng = np.random.default_rng(1)
    u = (x - x.mean()) / x.std()
    v = rng.permutation((y - y.mean()) / y.std())
    v = v - (u * v).mean() * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
