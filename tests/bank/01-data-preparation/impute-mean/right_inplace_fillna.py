def impute_mean(train, test):
    train, test = train.copy(), test.copy()
    averages = train.mean(numeric_only=True).to_dict()
    train.fillna(averages, inplace=True)
    test.fillna(averages, inplace=True)
    return train, test
