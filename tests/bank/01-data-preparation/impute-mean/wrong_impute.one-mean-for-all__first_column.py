def impute_mean(train, test):
    mean = train.mean().iloc[0]
    return train.fillna(mean), test.fillna(mean)
