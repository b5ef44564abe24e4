from scipy import stats


def remove_outliers(train, test):
    return train[np.abs(stats.zscore(train)) <= 2], test
