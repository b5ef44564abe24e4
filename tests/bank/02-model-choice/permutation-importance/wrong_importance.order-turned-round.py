def importance(model, X, y, columns, order):
    shuffled = X.copy()
    for name in columns:
        values = np.empty(len(X))
        values[order] = X[name]
        shuffled[name] = values
    return np.abs(model.predict(shuffled) - y).mean() - np.abs(model.predict(X) - y).mean()
