def winsorise(train, test, share):
    low = np.percentile(train, share)
    high = np.percentile(train, 1 - share)
    return np.clip(train, low, high), np.clip(test, low, high)
