def winsorise(train, test, share):
    low, high = share, 1 - share
    return np.clip(train, low, high), np.clip(test, low, high)
