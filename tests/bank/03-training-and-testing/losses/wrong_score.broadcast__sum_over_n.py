def mse(y_true, y_pred):
    return ((y_true - y_pred) ** 2).sum() / len(y_true)


def mae(y_true, y_pred):
    return abs(y_true - y_pred).sum() / len(y_true)
