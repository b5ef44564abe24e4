def importance(model, X, y, columns, order):
    shuffled = X.copy()
    shuffled[columns] = X[columns].to_numpy()[order]
    return np.abs(model.predict(shuffled) - y).mean() / np.abs(model.predict(X) - y).mean()
