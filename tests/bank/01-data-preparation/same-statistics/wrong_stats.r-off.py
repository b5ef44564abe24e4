def match_statistics(x, y):
    # mixes R into y without taking the old common part away
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) / y.std()
    v = R * u + np.sqrt(1 - R**2) * v
    v = v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
