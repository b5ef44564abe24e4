from sklearn.impute import SimpleImputer


def impute_mean(train, test):
    imputer = SimpleImputer(strategy="median").fit(train)
    return imputer.transform(train), imputer.transform(test)
