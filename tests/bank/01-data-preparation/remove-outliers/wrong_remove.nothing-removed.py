def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    fence = 1.5 * (q3 - q1)
    for value in train:
        if value < q1 - fence or value > q3 + fence:
            np.delete(train, np.where(train == value))
    return train, test
