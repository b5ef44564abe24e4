def impute_mean(train, test):
    train = train.dropna()
    test = test.fillna(train.mean())
    return train, test
