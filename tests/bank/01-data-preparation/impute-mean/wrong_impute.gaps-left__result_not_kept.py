def impute_mean(train, test):
    means = train.mean()
    train.fillna(means)
    test.fillna(means)
    return train, test
