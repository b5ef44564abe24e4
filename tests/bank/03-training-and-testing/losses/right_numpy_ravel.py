def mse(y_true, y_pred):
    return np.mean((np.asarray(y_true).ravel() - np.asarray(y_pred).ravel()) ** 2)


def mae(y_true, y_pred):
    return np.abs(np.asarray(y_true).ravel() - np.asarray(y_pred).ravel()).mean()
