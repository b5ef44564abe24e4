def impute_shear(train, test):
    means = train.mean()
    return train.fillna(means), test.fillna(means)
