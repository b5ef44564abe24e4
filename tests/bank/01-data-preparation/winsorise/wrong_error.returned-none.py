def winsorise(train, test, share):
    low, high = np.quantile(train, [share, 1 - share])
    train[train < low] = low
    train[train > high] = high
    test[test < low] = low
    test[test > high] = high
