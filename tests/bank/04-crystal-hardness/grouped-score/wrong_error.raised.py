def grouped_mae(model, X, y, formulas):
    # without groups GroupKFold cannot split
    return -cross_val_score(model, X, y, cv=GroupKFold(5), scoring="neg_mean_absolute_error").mean()
