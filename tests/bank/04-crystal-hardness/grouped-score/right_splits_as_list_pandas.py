def grouped_mae(model, X, y, formulas):
    X, y = pd.DataFrame(X), pd.Series(y)
    folds = list(GroupKFold(5).split(X, groups=pd.Series(composition_groups(formulas))))
    total = 0.0
    for early, late in folds:
        model.fit(X.iloc[early], y.iloc[early])
        total += (y.iloc[late] - model.predict(X.iloc[late])).abs().sum()
    return total / len(y)
