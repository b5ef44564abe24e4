def match_statistics(x, y):
    x, y = pd.Series(x), pd.Series(y)
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) - np.mean(y * u) * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    v = v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
