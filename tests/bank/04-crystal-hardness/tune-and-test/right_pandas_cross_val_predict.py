def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    def model(k):
        return make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=int(k)))

    errors = pd.Series(
        {
            k: np.abs(cross_val_predict(model(k), X_train, y_train, cv=5) - y_train).mean()
            for k in candidates
        }
    )
    k = errors.idxmin()
    return k, pd.Series(model(k).fit(X_train, y_train).predict(X_test) - y_test).abs().mean()
