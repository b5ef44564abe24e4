def winsorise(train, test, share):
    low, high = np.quantile(train, [share, 1 - share])
    train = pd.Series(train)
    test = pd.Series(test)
    return train.where(train.between(low, high)), test.where(test.between(low, high))
