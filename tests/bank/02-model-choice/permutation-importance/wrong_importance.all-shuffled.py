def importance(model, X, y, columns, order):
    shuffled = X.iloc[order]
    return np.abs(model.predict(shuffled) - y).mean() - np.abs(model.predict(X) - y).mean()
