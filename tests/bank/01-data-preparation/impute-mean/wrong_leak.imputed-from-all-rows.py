def impute_mean(train, test):
    together = pd.concat([train, test])
    means = together.mean()
    return train.fillna(means), test.fillna(means)
