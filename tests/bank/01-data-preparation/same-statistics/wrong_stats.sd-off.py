def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) - (y * u).mean() * u
    # v is not divided by its standard deviation
    v = R * u + np.sqrt(1 - R**2) * v
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
