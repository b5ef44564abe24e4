def winsorise(train, test, share):
    limit = np.quantile(train, 1 - share)
    return np.where(train > limit, limit, train), np.where(test > limit, limit, test)
