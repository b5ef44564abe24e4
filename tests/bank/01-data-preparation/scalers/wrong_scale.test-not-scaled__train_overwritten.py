def standardise(train, test):
    spread = train.std(axis=0)
    spread[spread == 0] = 1
    train = (train - train.mean(axis=0)) / spread
    spread = train.std(axis=0)
    spread[spread == 0] = 1
    test = (test - train.mean(axis=0)) / spread
    return train, test


def min_max(train, test):
    low = train.min(axis=0)
    spread = train.max(axis=0) - low
    spread[spread == 0] = 1
    return (train - low) / spread, (test - low) / spread


def robust(train, test):
    q1, middle, q3 = np.percentile(train, [25, 50, 75], axis=0)
    spread = q3 - q1
    spread[spread == 0] = 1
    return (train - middle) / spread, (test - middle) / spread
