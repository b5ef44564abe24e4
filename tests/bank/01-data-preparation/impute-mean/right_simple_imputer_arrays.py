from sklearn.impute import SimpleImputer


def impute_mean(train, test):
    imputer = SimpleImputer(strategy="mean")
    new_train = imputer.fit_transform(train)
    new_test = imputer.transform(test)
    return new_train, new_test
