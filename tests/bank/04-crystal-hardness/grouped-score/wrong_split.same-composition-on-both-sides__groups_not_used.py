def grouped_mae(model, X, y, formulas):
    groups = composition_groups(formulas)
    return -cross_val_score(model, X, y, cv=5, groups=groups, scoring="neg_mean_absolute_error").mean()
