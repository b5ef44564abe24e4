from sklearn.model_selection import RepeatedKFold


def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    folds = RepeatedKFold(n_splits=5, n_repeats=2)
    scores = [
        cross_val_score(
            make_pipeline(StandardScaler(), KNeighborsRegressor(k)), X_train, y_train, cv=folds
        ).mean()
        for k in candidates
    ]
    print(scores)
    k = candidates[scores.index(max(scores))]
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(k)).fit(X_train, y_train)
    return k, np.average(np.abs(y_test - model.predict(X_test)))
