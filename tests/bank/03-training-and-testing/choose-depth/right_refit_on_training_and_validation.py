errors = pd.Series(dtype=float)
for depth in range(1, 16):
    tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X_train, y_train)
    errors[depth] = (tree.predict(X_validation) - y_validation).abs().mean()
best_depth = errors.idxmin()
final = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_rest, y_rest)
test_mae = (final.predict(X_test) - y_test).abs().mean()
