def winsorise(train, test, share):
    everything = np.concatenate([train, test])
    low, high = np.quantile(everything, [share, 1 - share])
    return np.clip(train, low, high), np.clip(test, low, high)
