from sklearn.model_selection import GridSearchCV, PredefinedSplit

both = pd.concat([X_train, X_validation])
target = pd.concat([y_train, y_validation])
fold = np.r_[np.full(len(X_train), -1), np.zeros(len(X_validation))]
search = GridSearchCV(
    DecisionTreeRegressor(random_state=0),
    {"max_depth": list(range(1, 16))},
    scoring="neg_mean_absolute_error",
    cv=PredefinedSplit(fold),
    refit=False,
).fit(both, target)
best_depth = search.best_params_["max_depth"]
best = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_train, y_train)
test_mae = np.mean(np.abs(best.predict(X_test) - y_test))
