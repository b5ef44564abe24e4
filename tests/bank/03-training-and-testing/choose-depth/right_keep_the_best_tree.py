best_depth, best_error, best_tree = None, np.inf, None
for depth in np.arange(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0)
    tree.fit(X_train.to_numpy(), y_train.to_numpy())
    error = np.abs(tree.predict(X_validation.to_numpy()) - y_validation.to_numpy()).mean()
    if error < best_error:
        best_depth, best_error, best_tree = depth, error, tree
test_mae = [np.abs(best_tree.predict(X_test.to_numpy()) - y_test.to_numpy()).mean()]
