def match_statistics(x, y):
    u = (x - np.mean(x)) / np.std(x)
    slope, intercept = np.polyfit(u, y, 1)
    rest = y - (slope * u + intercept)
    v = rest / np.std(rest)
    new_x = MEAN_X + SD_X * u
    new_y = MEAN_Y + SD_Y * (R * u + np.sqrt(1 - R**2) * v)
    return new_x, new_y
