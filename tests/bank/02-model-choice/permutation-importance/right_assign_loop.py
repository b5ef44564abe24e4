def importance(model, X, y, columns, order):
    before = np.mean(np.abs(y - model.predict(X)))
    shuffled = X.copy()
    for name in columns:
        shuffled[name] = X[name].values[order]
    after = np.mean(np.abs(y - model.predict(shuffled)))
    return after - before
