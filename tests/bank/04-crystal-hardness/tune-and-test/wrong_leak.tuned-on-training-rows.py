def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    models = {
        k: make_pipeline(StandardScaler(), KNeighborsRegressor(k)).fit(X_train, y_train)
        for k in candidates
    }
    best = min(models, key=lambda k: mean_absolute_error(y_train, models[k].predict(X_train)))
    return best, mean_absolute_error(y_test, models[best].predict(X_test))
