def compare(models, X, y, splitter):
    errors = pd.Series(dtype=float)
    for name, model in models.items():
        errors[name] = mean_absolute_error(y, cross_val_predict(model, X, y, cv=splitter))
    return errors.sort_values()
