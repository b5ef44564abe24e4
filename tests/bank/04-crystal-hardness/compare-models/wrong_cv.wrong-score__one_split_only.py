def compare(models, X, y, splitter):
    train, test = next(iter(splitter.split(X)))
    return {
        name: mean_absolute_error(y[test], model.fit(X[train], y[train]).predict(X[test]))
        for name, model in models.items()
    }
