def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    fence = 1.5 * (q3 - q1)
    return train[(train > q1 - fence) & (train < q3 + fence)], test
