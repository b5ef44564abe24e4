def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    errors = {}
    for k in candidates:
        model = make_pipeline(StandardScaler(), KNeighborsRegressor(k)).fit(X_train, y_train)
        errors[k] = mean_absolute_error(y_test, model.predict(X_test))
    best = min(errors, key=errors.get)
    return best, errors[best]
