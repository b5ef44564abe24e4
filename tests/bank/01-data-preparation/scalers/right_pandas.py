def standardise(train, test):
    train, test = pd.DataFrame(train), pd.DataFrame(test)
    spread = train.std().replace(0, 1)
    return (train - train.mean()) / spread, (test - train.mean()) / spread


def min_max(train, test):
    train, test = pd.DataFrame(train), pd.DataFrame(test)
    spread = (train.max() - train.min()).replace(0, 1)
    return (train - train.min()) / spread, (test - train.min()) / spread


def robust(train, test):
    train, test = pd.DataFrame(train), pd.DataFrame(test)
    spread = (train.quantile(0.75) - train.quantile(0.25)).replace(0, 1)
    return (train - train.median()) / spread, (test - train.median()) / spread
