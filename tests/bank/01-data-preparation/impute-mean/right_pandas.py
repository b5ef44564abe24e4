def impute_mean(train, test):
    means = train.mean()
    train = train.fillna(means)
    test = test.fillna(means)
    return train, test
