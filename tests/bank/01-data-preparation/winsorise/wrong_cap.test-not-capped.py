def winsorise(train, test, share):
    low, high = np.quantile(train, [share, 1 - share])
    return np.clip(train, low, high), test
