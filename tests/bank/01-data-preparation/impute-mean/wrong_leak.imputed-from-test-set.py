def impute_mean(train, test):
    return train.fillna(train.mean()), test.fillna(test.mean())
