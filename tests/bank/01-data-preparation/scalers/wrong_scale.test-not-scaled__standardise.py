def standardise(train, test):
    mean, sd = train.mean(axis=0), train.std(axis=0)
    sd[sd == 0] = 1
    return (train - mean) / sd, test


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
