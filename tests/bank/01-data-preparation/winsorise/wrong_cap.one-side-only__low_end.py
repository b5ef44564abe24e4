def winsorise(train, test, share):
    limit = np.quantile(train, share)
    return np.maximum(train, limit), np.maximum(test, limit)
