def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) - (y * u).mean() * u
    v = v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * (R * u + (1 - R**2) * v)
