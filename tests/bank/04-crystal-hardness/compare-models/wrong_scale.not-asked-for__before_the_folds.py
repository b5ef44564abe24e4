def compare(models, X, y, splitter):
    scaled = StandardScaler().fit_transform(X)
    return {
        name: -cross_val_score(
            model, scaled, y, cv=splitter, scoring="neg_mean_absolute_error"
        ).mean()
        for name, model in models.items()
    }
