trees = {
    d: DecisionTreeRegressor(max_depth=d, random_state=0).fit(X_train, y_train)
    for d in range(1, 16)
}
best_depth = min(trees, key=lambda d: mean_absolute_error(y_validation, trees[d].predict(X_validation)))
final = DecisionTreeRegressor(max_depth=best_depth, random_state=0)
final.fit(pd.concat([X_train, X_validation]), pd.concat([y_train, y_validation]))
test_mae = mean_absolute_error(y_test, final.predict(X_test))
