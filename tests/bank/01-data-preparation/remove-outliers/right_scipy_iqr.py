from scipy.stats import iqr


def remove_outliers(train, test):
    reach = 1.5 * iqr(train)
    low = np.quantile(train, 0.25) - reach
    high = np.quantile(train, 0.75) + reach
    keep = [value for value in train if low <= value <= high]
    return keep, list(test)
