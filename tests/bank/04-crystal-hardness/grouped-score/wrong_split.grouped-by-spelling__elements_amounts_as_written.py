def grouped_mae(model, X, y, formulas):
    keys = [str(sorted(parse_formula(formula).items())) for formula in formulas]
    return -cross_val_score(
        model, X, y, groups=keys, cv=GroupKFold(5), scoring="neg_mean_absolute_error"
    ).mean()
