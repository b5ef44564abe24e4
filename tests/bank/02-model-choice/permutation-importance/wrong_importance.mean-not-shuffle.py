def importance(model, X, y, columns, order):
    new = X.copy()
    for name in columns:
        new[name] = X[name].mean()
    return np.abs(model.predict(new) - y).mean() - np.abs(model.predict(X) - y).mean()
