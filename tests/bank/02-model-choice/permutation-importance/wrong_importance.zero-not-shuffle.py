def importance(model, X, y, columns, order):
    new = X.copy()
    new[columns] = 0.0
    return np.abs(model.predict(new) - y).mean() - np.abs(model.predict(X) - y).mean()
