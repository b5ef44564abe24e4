from sklearn.preprocessing import MinMaxScaler


def standardise(train, test):
    mean, sd = train.mean(axis=0), train.std(axis=0)
    sd[sd == 0] = 1
    return (train - mean) / sd, (test - mean) / sd


def min_max(train, test):
    scaler = MinMaxScaler(feature_range=(-1, 1)).fit(train)
    return scaler.transform(train), scaler.transform(test)


def robust(train, test):
    median = np.median(train, axis=0)
    iqr = np.quantile(train, 0.75, axis=0) - np.quantile(train, 0.25, axis=0)
    iqr[iqr == 0] = 1
    return (train - median) / iqr, (test - median) / iqr
