def impute_mean(train, test):
    mean = np.nanmean(train)
    return train.fillna(mean), test.fillna(mean)
