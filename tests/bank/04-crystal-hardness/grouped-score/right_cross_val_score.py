def grouped_mae(model, X, y, formulas):
    errors = cross_val_score(
        model,
        X,
        y,
        groups=composition_groups(formulas),
        cv=GroupKFold(n_splits=5),
        scoring="neg_mean_absolute_error",
    )
    return -np.mean(errors)
