def match_statistics(x, y):
    x, y = x.reshape(-1, 1), y.reshape(-1, 1)
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) - (y * u).mean() * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
