def winsorise(train, test, share):
    lower = np.quantile(train, share)
    upper = np.quantile(train, 1 - share)
    print("limits:", lower, upper)
    return train.clip(lower, upper), test.clip(lower, upper)
