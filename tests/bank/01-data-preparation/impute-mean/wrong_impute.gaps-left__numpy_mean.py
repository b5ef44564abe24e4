def impute_mean(train, test):
    means = np.mean(train.to_numpy(), axis=0)
    means = pd.Series(means, index=train.columns)
    return train.fillna(means), test.fillna(means)
