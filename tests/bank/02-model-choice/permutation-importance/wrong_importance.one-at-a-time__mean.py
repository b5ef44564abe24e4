def importance(model, X, y, columns, order):
    before = np.abs(model.predict(X) - y).mean()
    rises = []
    for name in columns:
        shuffled = X.copy()
        shuffled[name] = X[name].to_numpy()[order]
        rises.append(np.abs(model.predict(shuffled) - y).mean() - before)
    return np.mean(rises)
