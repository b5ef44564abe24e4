def remove_outliers(train, test):
    q1 = np.percentile(train, 25)
    q3 = np.percentile(train, 75)
    iqr = q3 - q1
    inside = (train >= q1 - 1.5 * iqr) & (train <= q3 + 1.5 * iqr)
    print(f"removed {np.sum(~inside)} of {len(train)} training values")
    return train[inside], test
