def compare(models, X, y, splitter):
    folds = list(splitter.split(X, y))
    table = {}
    for name, model in models.items():
        table[name] = np.array(
            [np.abs(y[v] - model.fit(X[t], y[t]).predict(X[v])).mean() for t, v in folds]
        ).mean()
    return table
