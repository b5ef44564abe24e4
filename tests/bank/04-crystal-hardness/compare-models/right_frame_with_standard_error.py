def compare(models, X, y, splitter):
    table = pd.DataFrame(
        {
            name: -cross_val_score(m, X, y, cv=splitter, scoring="neg_mean_absolute_error")
            for name, m in models.items()
        }
    )
    return table.mean()
