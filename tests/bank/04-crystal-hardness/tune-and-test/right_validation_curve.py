from sklearn.model_selection import validation_curve


def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    model = make_pipeline(StandardScaler(), KNeighborsRegressor())
    _, scores = validation_curve(
        model,
        X_train,
        y_train,
        param_name="kneighborsregressor__n_neighbors",
        param_range=candidates,
        cv=5,
        scoring="neg_mean_absolute_error",
    )
    k = candidates[int(np.argmax(scores.mean(axis=1)))]
    model.set_params(kneighborsregressor__n_neighbors=k).fit(X_train, y_train)
    return np.array([k, mean_absolute_error(y_test, model.predict(X_test))])
