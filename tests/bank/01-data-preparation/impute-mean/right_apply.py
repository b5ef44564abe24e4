def impute_mean(train, test):
    new_test = test.apply(lambda column: column.fillna(train[column.name].mean()))
    new_train = train.apply(lambda column: column.fillna(column.mean()))
    return new_train, new_test
