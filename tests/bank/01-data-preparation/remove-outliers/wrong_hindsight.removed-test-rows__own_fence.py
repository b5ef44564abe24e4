def inside_fence(values):
    q1, q3 = np.quantile(values, [0.25, 0.75])
    iqr = q3 - q1
    return values[(values >= q1 - 1.5 * iqr) & (values <= q3 + 1.5 * iqr)]


def remove_outliers(train, test):
    return inside_fence(train), inside_fence(test)
