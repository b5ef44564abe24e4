from scipy.stats.mstats import winsorize


def winsorise(train, test, share):
    # replaces the outermost values by their neighbours, not by a quantile
    new_train = winsorize(train, limits=[share, share])
    return new_train, np.clip(test, new_train.min(), new_train.max())
