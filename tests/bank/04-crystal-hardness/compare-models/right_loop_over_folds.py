def compare(models, X, y, splitter):
    result = {}
    for name in models:
        errors = []
        for train, test in splitter.split(X):
            model = clone(models[name])
            model.fit(X[train], y[train])
            errors.append(np.mean(np.abs(model.predict(X[test]) - y[test])))
        result[name] = sum(errors) / len(errors)
    return result
