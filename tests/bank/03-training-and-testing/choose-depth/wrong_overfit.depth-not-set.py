errors = {}
for depth in range(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X_train, y_train)
    errors[depth] = mean_absolute_error(y_validation, tree.predict(X_validation))
best_depth = min(errors, key=errors.get)
test_mae = mean_absolute_error(
    y_test, DecisionTreeRegressor(random_state=0).fit(X_train, y_train).predict(X_test)
)
