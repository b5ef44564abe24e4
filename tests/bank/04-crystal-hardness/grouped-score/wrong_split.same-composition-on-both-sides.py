def grouped_mae(model, X, y, formulas):
    folds = KFold(5, shuffle=True, random_state=0)
    return -cross_val_score(model, X, y, cv=folds, scoring="neg_mean_absolute_error").mean()
