def impute_mean(train, test):
    return train.dropna(), test.dropna()
