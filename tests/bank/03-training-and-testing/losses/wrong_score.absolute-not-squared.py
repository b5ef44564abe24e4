def mse(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def mae(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)
