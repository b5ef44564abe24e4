from scipy import stats


def match_statistics(x, y):
    fit = stats.linregress(x, y)
    u = stats.zscore(x)
    v = stats.zscore(y - fit.intercept - fit.slope * x)
    v = R * u + np.sqrt(1 - R**2) * v
    return u * SD_X + MEAN_X, v * SD_Y + MEAN_Y
