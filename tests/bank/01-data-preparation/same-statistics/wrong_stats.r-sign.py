def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    slope, intercept = np.polyfit(u, y, 1)
    v = y - slope * u - intercept
    v = np.sqrt(1 - R**2) * v / v.std() - R * u
    return MEAN_X + SD_X * u, MEAN_Y + SD_Y * v
