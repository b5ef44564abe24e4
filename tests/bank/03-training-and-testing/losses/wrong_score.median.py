def mse(y_true, y_pred):
    return np.mean((np.ravel(y_true) - np.ravel(y_pred)) ** 2)


def mae(y_true, y_pred):
    return np.median(np.abs(np.ravel(y_true) - np.ravel(y_pred)))
