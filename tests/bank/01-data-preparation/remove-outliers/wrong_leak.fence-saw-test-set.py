def remove_outliers(train, test):
    q1, q3 = np.quantile(np.concatenate([train, test]), [0.25, 0.75])
    iqr = q3 - q1
    return train[(train >= q1 - 1.5 * iqr) & (train <= q3 + 1.5 * iqr)], test
