from sklearn.metrics import mean_absolute_error, mean_squared_error


def mse(y_true, y_pred):
    return -mean_squared_error(y_true, y_pred)


def mae(y_true, y_pred):
    return -mean_absolute_error(y_true, y_pred)
