def compare(models, X, y, splitter):
    return {
        name: -cross_val_score(
            model, X, y, cv=splitter, scoring="neg_root_mean_squared_error"
        ).mean()
        for name, model in models.items()
    }
