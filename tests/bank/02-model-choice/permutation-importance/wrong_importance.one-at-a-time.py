def importance(model, X, y, columns, order):
    before = np.abs(model.predict(X) - y).mean()
    rise = 0
    for name in columns:
        shuffled = X.copy()
        shuffled[name] = X[name].to_numpy()[order]
        rise += np.abs(model.predict(shuffled) - y).mean() - before
    return rise
