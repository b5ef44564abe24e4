from sklearn.model_selection import ShuffleSplit


def hold_out(n_rows, share, seed):
    splitter = ShuffleSplit(n_splits=1, test_size=share, random_state=seed)
    return next(splitter.split(np.zeros((n_rows, 1))))
