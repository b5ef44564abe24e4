def winsorise(train, test, share):
    low, high = train.quantile([share, 1 - share])
    return train.clip(low, high), test.clip(low, high)
