def winsorise(train, test, share):
    def cap(values):
        low, high = np.quantile(values, [share, 1 - share])
        return np.clip(values, low, high)

    return cap(train), cap(test)
