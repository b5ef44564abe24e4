def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    search = GridSearchCV(
        KNeighborsRegressor(),
        {"n_neighbors": candidates},
        cv=5,
        scoring="neg_mean_absolute_error",
    ).fit(X_train, y_train)
    return search.best_params_["n_neighbors"], mean_absolute_error(y_test, search.predict(X_test))
