def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    errors = []
    for k in candidates:
        model = make_pipeline(StandardScaler(), KNeighborsRegressor(k))
        scores = cross_val_score(
            model, X_train, y_train, cv=5, scoring="neg_mean_absolute_error"
        )
        errors.append(-scores.mean())
    best = int(np.argmin(errors))
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(candidates[best]))
    predicted = model.fit(X_train, y_train).predict(X_test)
    return best, np.abs(predicted - y_test).mean()
