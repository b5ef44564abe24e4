def impute_mean(train, test):
    for column in train.columns:
        mean = train[column].mean()
        print(column, mean)
        train.loc[train[column].isna(), column] = mean
        test.loc[test[column].isna(), column] = mean
    return train, test
