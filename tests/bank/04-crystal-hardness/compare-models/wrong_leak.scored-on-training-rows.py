def compare(models, X, y, splitter):
    return {
        name: mean_absolute_error(y, model.fit(X, y).predict(X)) for name, model in models.items()
    }
