def compare(models, X, y, splitter):
    result = {}
    for name, model in models.items():
        model.fit(X, y)
        result[name] = np.mean(
            [np.abs(model.predict(X[test]) - y[test]).mean() for _, test in splitter.split(X)]
        )
    return result
