def match_statistics(x, y):
    # the other way round: keep y, mix into x
    v = (y - y.mean()) / y.std()
    u = x - x.mean()
    u = u - (u @ v) / (v @ v) * v
    u /= u.std()
    return MEAN_X + SD_X * (R * v + np.sqrt(1 - R**2) * u), MEAN_Y + SD_Y * v
