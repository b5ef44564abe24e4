def importance(model, X, y, columns, order):
    shuffled = X.copy()
    shuffled[columns] = X[columns].loc[order].to_numpy()
    return np.abs(model.predict(shuffled) - y).mean() - np.abs(model.predict(X) - y).mean()
