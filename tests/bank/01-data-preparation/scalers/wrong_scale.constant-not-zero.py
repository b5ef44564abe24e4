def standardise(train, test):
    mean, sd = train.mean(axis=0), train.std(axis=0)
    sd[sd == 0] = 1
    return (train - mean) / sd, (test - mean) / sd


def min_max(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    new_train, new_test = train.astype(float), test.astype(float)
    for j in range(train.shape[1]):
        if high[j] == low[j]:
            continue  # nothing to scale
        new_train[:, j] = (train[:, j] - low[j]) / (high[j] - low[j])
        new_test[:, j] = (test[:, j] - low[j]) / (high[j] - low[j])
    return new_train, new_test


def robust(train, test):
    median = np.median(train, axis=0)
    iqr = np.quantile(train, 0.75, axis=0) - np.quantile(train, 0.25, axis=0)
    iqr[iqr == 0] = 1
    return (train - median) / iqr, (test - median) / iqr
