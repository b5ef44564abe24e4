def compare(models, X, y, splitter):
    errors = {}
    for name, model in models.items():
        pipeline = make_pipeline(StandardScaler(), model)
        scores = cross_val_score(pipeline, X, y, cv=splitter, scoring="neg_mean_absolute_error")
        errors[name] = -scores.mean()
    return errors
