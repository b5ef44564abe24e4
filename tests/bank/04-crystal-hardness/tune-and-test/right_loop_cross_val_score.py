def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    best, lowest = None, np.inf
    for k in candidates:
        model = make_pipeline(StandardScaler(), KNeighborsRegressor(k))
        error = -cross_val_score(
            model, X_train, y_train, cv=5, scoring="neg_mean_absolute_error"
        ).mean()
        if error < lowest:
            best, lowest = k, error
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(best)).fit(X_train, y_train)
    return best, np.abs(model.predict(X_test) - y_test).mean()
