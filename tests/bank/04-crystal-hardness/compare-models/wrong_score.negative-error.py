def compare(models, X, y, splitter):
    return {
        name: cross_val_score(model, X, y, cv=splitter, scoring="neg_mean_absolute_error").mean()
        for name, model in models.items()
    }
