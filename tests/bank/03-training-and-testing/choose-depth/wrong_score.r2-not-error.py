errors = {}
for depth in range(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X_train, y_train)
    errors[depth] = mean_absolute_error(y_validation, tree.predict(X_validation))
best_depth = min(errors, key=errors.get)
tree = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_train, y_train)
test_mae = tree.score(X_test, y_test)
