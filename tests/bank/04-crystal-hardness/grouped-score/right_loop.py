def grouped_mae(model, X, y, formulas):
    groups = composition_groups(formulas)
    errors = []
    for train, test in GroupKFold(5).split(X, y, groups):
        fresh = clone(model).fit(X[train], y[train])
        errors.append(np.abs(fresh.predict(X[test]) - y[test]).mean())
    return sum(errors) / 5
