def impute_mean(train, test):
    means = train.mean()
    return pd.concat([train.fillna(means), test.fillna(means)])
