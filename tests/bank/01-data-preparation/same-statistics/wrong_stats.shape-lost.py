def match_statistics(x, y):
    rng = np.random.default_rng(0)
    u = rng.normal(size=len(x))
    v = rng.normal(size=len(y))
    u = (u - u.mean()) / u.std()
    v = v - v.mean() - (v * u).mean() * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
