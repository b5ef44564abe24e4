def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    pipeline = make_pipeline(StandardScaler(), KNeighborsRegressor())
    search = GridSearchCV(
        pipeline,
        {"kneighborsregressor__n_neighbors": candidates},
        cv=5,
        scoring="neg_mean_absolute_error",
    )
    search.fit(X_train, y_train)
    k = search.best_params_["kneighborsregressor__n_neighbors"]
    return k, mean_absolute_error(y_test, search.predict(X_test))
