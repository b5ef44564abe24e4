def impute_mean(train, test):
    train = train.T.fillna(train.mean(axis=1)).T
    test = test.T.fillna(test.mean(axis=1)).T
    return train, test
