def compare(models, X, y, splitter):
    rows = []
    for name, model in models.items():
        scores = cross_validate(model, X, y, cv=splitter, scoring=["neg_mean_absolute_error", "r2"])
        rows.append((name, abs(scores["test_neg_mean_absolute_error"]).mean()))
    return pd.DataFrame(rows, columns=["model", "MAE"]).set_index("model")
