def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    fence = 1.5 * (q3 - q1)
    train, test = pd.Series(train), pd.Series(test)
    train = train[(train >= q1 - fence) & (train <= q3 + fence)]
    test = test.where((test >= q1 - fence) & (test <= q3 + fence))
    return train, test
