def impute_mean(train, test):
    means = train.mean()
    train.fillna(means, inplace=True)
    test.fillna(means, inplace=True)
