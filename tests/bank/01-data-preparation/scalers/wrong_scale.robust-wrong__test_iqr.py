def standardise(train, test):
    mean, sd = train.mean(axis=0), train.std(axis=0)
    sd[sd == 0] = 1
    return (train - mean) / sd, (test - mean) / sd


def min_max(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    width = high - low
    width[width == 0] = 1
    return (train - low) / width, (test - low) / width


def robust(train, test):
    median = np.median(train, axis=0)

    def iqr(table):
        q1, q3 = np.quantile(table, [0.25, 0.75], axis=0)
        return np.where(q3 > q1, q3 - q1, 1)

    return (train - median) / iqr(train), (test - median) / iqr(test)
