def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    slope, intercept = np.polyfit(u, y, 1)
    v = y - slope * u - intercept
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    return SD_X * u, SD_Y * v
