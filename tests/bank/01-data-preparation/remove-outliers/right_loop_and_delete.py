def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    to_delete = []
    for i, value in enumerate(train):
        if value < q1 - 1.5 * (q3 - q1) or value > q3 + 1.5 * (q3 - q1):
            to_delete.append(i)
    return np.delete(train, to_delete), test
