def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    scaler = StandardScaler()
    search = GridSearchCV(
        KNeighborsRegressor(),
        {"n_neighbors": candidates},
        cv=5,
        scoring="neg_mean_absolute_error",
    ).fit(scaler.fit_transform(X_train), y_train)
    predicted = search.predict(scaler.fit_transform(X_test))
    return search.best_params_["n_neighbors"], mean_absolute_error(y_test, predicted)
