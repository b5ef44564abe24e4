def importance(model, X, y, columns, order):
    p = model.predict(X)
    inverse = np.argsort(order)
    return np.abs(p - y[inverse]).mean() - np.abs(p - y).mean()
