def flat(y):
    return y.ravel() if isinstance(y, np.ndarray) else y


def mse(y_true, y_pred):
    return ((flat(y_true) - flat(y_pred)) ** 2).mean()


def mae(y_true, y_pred):
    return (flat(y_true) - flat(y_pred)).abs().mean() if isinstance(y_true, pd.Series) else np.abs(
        flat(y_true) - flat(y_pred)
    ).mean()
