def standardise(train, test):
    for j in range(train.shape[1]):
        mean, sd = train[:, j].mean(), train[:, j].std()
        train[:, j] -= mean
        test[:, j] -= mean
        if sd > 0:
            train[:, j] /= sd
            test[:, j] /= sd
    return train, test


def min_max(train, test):
    for j in range(train.shape[1]):
        low, high = train[:, j].min(), train[:, j].max()
        train[:, j] -= low
        test[:, j] -= low
        if high != low:
            train[:, j] /= high - low
            test[:, j] /= high - low
    return train, test


def robust(train, test):
    for j in range(train.shape[1]):
        q1, q2, q3 = np.percentile(train[:, j], [25, 50, 75])
        train[:, j] -= q2
        test[:, j] -= q2
        if q3 > q1:
            train[:, j] /= q3 - q1
            test[:, j] /= q3 - q1
    return train, test
