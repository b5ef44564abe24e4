def match_statistics(x, y):
    u = x / x.std()
    slope, intercept = np.polyfit(u, y, 1)
    v = y - slope * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
