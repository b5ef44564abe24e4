def impute_mean(train, test):
    for table in (train, test):
        table["a"] = table["a"].fillna(train["a"].mean())
        table["b"] = table["b"].fillna(train["b"].mean())
    return train, test
