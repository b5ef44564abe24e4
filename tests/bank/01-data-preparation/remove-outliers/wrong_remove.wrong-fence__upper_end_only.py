def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    return train[train <= q3 + 1.5 * (q3 - q1)], test
