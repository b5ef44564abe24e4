def standardise(train, test):
    mean = train.mean(axis=0)
    sd_train, sd_test = train.std(axis=0), test.std(axis=0)
    sd_train[sd_train == 0] = 1
    sd_test[sd_test == 0] = 1
    return (train - mean) / sd_train, (test - mean) / sd_test


def min_max(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    width = high - low
    width[width == 0] = 1
    return (train - low) / width, (test - low) / width


def robust(train, test):
    median = np.median(train, axis=0)
    iqr = np.quantile(train, 0.75, axis=0) - np.quantile(train, 0.25, axis=0)
    iqr[iqr == 0] = 1
    return (train - median) / iqr, (test - median) / iqr
