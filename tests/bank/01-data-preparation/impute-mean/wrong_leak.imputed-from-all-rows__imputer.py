from sklearn.impute import SimpleImputer


def impute_mean(train, test):
    both = np.vstack([train, test])
    filled = SimpleImputer().fit_transform(both)
    return filled[: len(train)], filled[len(train) :]
