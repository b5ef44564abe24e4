errors = []
for depth in range(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X_train, y_train)
    errors.append(mean_absolute_error(y_validation, tree.predict(X_validation)))
best_depth = min(errors)
test_mae = errors[5]
