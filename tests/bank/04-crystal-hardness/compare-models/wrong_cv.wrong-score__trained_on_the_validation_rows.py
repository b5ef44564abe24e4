def compare(models, X, y, splitter):
    result = {}
    for name, model in models.items():
        errors = []
        for test, train in splitter.split(X):
            errors.append(np.abs(model.fit(X[train], y[train]).predict(X[test]) - y[test]).mean())
        result[name] = np.mean(errors)
    return result
