import math


def quantile(values, q):
    values = sorted(values)
    position = q * (len(values) - 1)
    i = math.floor(position)
    if i + 1 == len(values):
        return values[i]
    return values[i] + (position - i) * (values[i + 1] - values[i])


def winsorise(train, test, share):
    low, high = quantile(train, share), quantile(train, 1 - share)
    return (
        [min(max(v, low), high) for v in train],
        [min(max(v, low), high) for v in test],
    )
