def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    errors = {}
    for k in candidates:
        model, total = make_pipeline(StandardScaler(), KNeighborsRegressor(k)), 0
        for a, b in KFold(5).split(X_train):
            model.fit(X_train[a], y_train[a])
            total += mean_absolute_error(y_train[b], model.predict(X_train[b]))
        errors[k] = (total, model)
    best = min(errors, key=lambda k: errors[k][0])
    return best, mean_absolute_error(y_test, errors[best][1].predict(X_test))
