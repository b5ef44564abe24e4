errors = []
for depth in range(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X_train, y_train)
    errors.append(mean_absolute_error(y_train, tree.predict(X_train)))
best_depth = int(np.argmin(errors)) + 1
tree = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_train, y_train)
test_mae = mean_absolute_error(y_test, tree.predict(X_test))
