def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    return train[(train >= q1) & (train <= q3)], test
