def impute_mean(train, test):
    return train.fillna(0), test.fillna(0)
