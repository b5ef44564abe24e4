def impute_mean(train, test):
    a, b = train.to_numpy(), test.to_numpy()
    means = np.nanmean(a, axis=0)
    return np.where(np.isnan(a), means, a), np.where(np.isnan(b), means, b)
