def remove_outliers(train, test):
    q1, q3 = np.quantile(train, [0.25, 0.75])
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    # training values go, test values are capped so that no row is lost
    return train[(train >= low) & (train <= high)], np.clip(test, low, high)
