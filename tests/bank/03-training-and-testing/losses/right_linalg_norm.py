def difference(y_true, y_pred):
    return np.array(y_true, dtype=float).reshape(-1) - np.array(y_pred, dtype=float).reshape(-1)


def mse(y_true, y_pred):
    d = difference(y_true, y_pred)
    return d @ d / d.size


def mae(y_true, y_pred):
    d = difference(y_true, y_pred)
    return np.linalg.norm(d, 1) / d.size
