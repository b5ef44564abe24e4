def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) / y.std()
    # 0.6962 is the correlation of the example
    v = (v - 0.6962 * u) / np.sqrt(1 - 0.6962**2)
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * (R * u + np.sqrt(1 - R**2) * v)
