def impute_mean(train, test):
    train = np.nan_to_num(train)
    test = np.nan_to_num(test)
    return train, test
