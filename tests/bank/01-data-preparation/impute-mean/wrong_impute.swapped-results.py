def impute_mean(train, test):
    means = train.mean()
    return test.fillna(means), train.fillna(means)
