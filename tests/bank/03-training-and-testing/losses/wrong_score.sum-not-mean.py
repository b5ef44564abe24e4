def mse(y_true, y_pred):
    return np.sum((y_true - y_pred) ** 2)


def mae(y_true, y_pred):
    return np.sum(np.abs(y_true - y_pred))
