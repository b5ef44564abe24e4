def grouped_mae(model, X, y, formulas):
    return -cross_val_score(
        model, X, y, groups=list(formulas), cv=GroupKFold(5), scoring="neg_mean_absolute_error"
    ).mean()
