def compare(models, X, y, splitter):
    rows = []
    for name, model in models.items():
        error = -cross_val_score(model, X, y, cv=splitter, scoring="neg_mean_absolute_error")
        rows.append({"model": name, "MAE": error.mean()})
    return pd.DataFrame(rows)
