def winsorise(train, test, share):
    limits = np.quantile(train, (share, 1 - share))
    for values in (train, test):
        values[values < limits[0]] = limits[0]
        values[values > limits[1]] = limits[1]
    return train, test
