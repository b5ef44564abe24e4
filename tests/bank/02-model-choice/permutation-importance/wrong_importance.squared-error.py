def importance(model, X, y, columns, order):
    shuffled = X.copy()
    shuffled[columns] = X[columns].to_numpy()[order]
    return np.mean((model.predict(shuffled) - y) ** 2) - np.mean((model.predict(X) - y) ** 2)
