from sklearn.impute import SimpleImputer


def impute_mean(train, test):
    imputer = SimpleImputer().set_output(transform="pandas").fit(train)
    return [imputer.transform(table) for table in (train, test)]
