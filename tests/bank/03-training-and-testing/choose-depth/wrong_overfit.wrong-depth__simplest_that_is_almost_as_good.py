errors = pd.Series(
    {
        depth: mean_absolute_error(
            y_validation,
            DecisionTreeRegressor(max_depth=depth, random_state=0)
            .fit(X_train, y_train)
            .predict(X_validation),
        )
        for depth in range(1, 16)
    }
)
best_depth = errors.index[errors <= 1.1 * errors.min()][0]
tree = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_train, y_train)
test_mae = mean_absolute_error(y_test, tree.predict(X_test))
