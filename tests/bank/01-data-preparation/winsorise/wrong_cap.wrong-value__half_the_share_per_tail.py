def winsorise(train, test, share):
    # share is split between the two ends
    low, high = np.quantile(train, [share / 2, 1 - share / 2])
    return np.clip(train, low, high), np.clip(test, low, high)
