from scipy import stats


def standardise(train, test):
    # zmap divides by 0 in constant columns and warns: those are put right afterwards
    constant = np.ptp(train, axis=0) == 0
    new_train = np.where(constant, 0, stats.zmap(train, train, ddof=1))
    new_test = np.where(constant, test - train[0], stats.zmap(test, train, ddof=1))
    return new_train, new_test


def min_max(train, test):
    width = np.ptp(train, axis=0)
    safe = np.where(width > 0, width, 1.0)
    return (train - np.amin(train, axis=0)) / safe, (test - np.amin(train, axis=0)) / safe


def robust(train, test):
    width = stats.iqr(train, axis=0)
    width = np.where(width > 0, width, 1.0)
    middle = stats.scoreatpercentile(train, 50, axis=0)
    return (train - middle) / width, (test - middle) / width
