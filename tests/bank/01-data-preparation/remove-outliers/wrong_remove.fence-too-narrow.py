def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    middle = np.median(train)
    reach = 1.5 * (q3 - q1)
    return train[np.abs(train - middle) <= reach], test
