val = []
for depth in range(1, 16):
    model = DecisionTreeRegressor(max_depth=depth, random_state=0)
    model.fit(X_train, y_train)
    val.append(mean_absolute_error(y_validation, model.predict(X_validation)))
best_depth = np.argmin(val) + 1
model = DecisionTreeRegressor(max_depth=best_depth, random_state=0).fit(X_train, y_train)
test_mae = mean_absolute_error(y_test, model.predict(X_test))
print(best_depth, test_mae)
