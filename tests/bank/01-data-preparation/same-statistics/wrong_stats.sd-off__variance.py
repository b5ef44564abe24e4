def match_statistics(x, y):
    u = (x - x.mean()) / x.var()
    v = (y - y.mean()) / y.var()
    v = v - np.polyfit(u, v, 1)[0] * u
    v = v / v.var()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * (R * u + np.sqrt(1 - R**2) * v)
