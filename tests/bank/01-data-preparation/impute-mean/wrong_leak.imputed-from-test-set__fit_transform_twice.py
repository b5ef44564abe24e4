from sklearn.impute import SimpleImputer


def impute_mean(train, test):
    imputer = SimpleImputer(strategy="mean")
    return imputer.fit_transform(train), imputer.fit_transform(test)
