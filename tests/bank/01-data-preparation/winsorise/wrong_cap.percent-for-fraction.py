def winsorise(train, test, share):
    low, high = np.percentile(train, [share, 100 - share])
    return np.clip(train, low, high), np.clip(test, low, high)
