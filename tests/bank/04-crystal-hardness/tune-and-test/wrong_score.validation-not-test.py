def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    search = GridSearchCV(
        make_pipeline(StandardScaler(), KNeighborsRegressor()),
        {"kneighborsregressor__n_neighbors": candidates},
        cv=5,
        scoring="neg_mean_absolute_error",
    ).fit(X_train, y_train)
    return search.best_params_["kneighborsregressor__n_neighbors"], -search.best_score_
