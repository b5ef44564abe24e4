def winsorise(train, test, share):
    train, test = pd.Series(train), pd.Series(test)
    low, high = train.quantile(share), train.quantile(1 - share)
    return train.clip(lower=low, upper=high), test.clip(lower=low, upper=high)
