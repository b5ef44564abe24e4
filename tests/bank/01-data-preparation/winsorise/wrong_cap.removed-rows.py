def winsorise(train, test, share):
    low, high = np.quantile(train, [share, 1 - share])
    train = train[(train >= low) & (train <= high)]
    test = test[(test >= low) & (test <= high)]
    return train, test
