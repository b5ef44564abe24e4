def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    scores = [
        cross_val_score(
            make_pipeline(StandardScaler(), KNeighborsRegressor(k)),
            X_train,
            y_train,
            cv=5,
            scoring="neg_mean_absolute_error",
        ).mean()
        for k in candidates
    ]
    best = candidates[int(np.argmin(scores))]
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(best)).fit(X_train, y_train)
    return best, mean_absolute_error(y_test, model.predict(X_test))
