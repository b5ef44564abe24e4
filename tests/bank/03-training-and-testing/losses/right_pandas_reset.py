def errors(y_true, y_pred):
    frame = pd.DataFrame({"t": np.ravel(y_true), "p": np.ravel(y_pred)})
    return frame["t"] - frame["p"]


def mse(y_true, y_pred):
    return errors(y_true, y_pred).pow(2).mean()


def mae(y_true, y_pred):
    return errors(y_true, y_pred).abs().mean()
