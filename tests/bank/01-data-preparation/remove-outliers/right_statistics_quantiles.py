from statistics import quantiles


def remove_outliers(train, test):
    q1, _, q3 = quantiles(train, n=4)
    fence = 1.5 * (q3 - q1)
    return [t for t in train if q1 - fence <= t <= q3 + fence], test
