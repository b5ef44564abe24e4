def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    search = GridSearchCV(
        make_pipeline(StandardScaler(), KNeighborsRegressor()),
        {"kneighborsregressor__n_neighbors": candidates},
        cv=5,
        scoring="neg_mean_absolute_error",
    ).fit(X_train, y_train)
    # the place in the grid, not the number of neighbours
    return search.best_index_ + 100, mean_absolute_error(y_test, search.predict(X_test))
