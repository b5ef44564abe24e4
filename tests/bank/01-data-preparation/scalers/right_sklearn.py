from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler


def standardise(train, test):
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)


def min_max(train, test):
    scaler = MinMaxScaler()
    return scaler.fit_transform(train), scaler.transform(test)


def robust(train, test):
    scaler = RobustScaler().set_output(transform="pandas")
    return scaler.fit_transform(train), scaler.transform(test)
