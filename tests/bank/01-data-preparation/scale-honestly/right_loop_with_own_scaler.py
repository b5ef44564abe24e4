maes = []
scaler = StandardScaler()
scaler.fit(X_train)
for train, test in (
    (X_train.values, X_test.values),
    (scaler.transform(X_train), scaler.transform(X_test)),
):
    model = KNeighborsRegressor(5)
    model.fit(train, y_train.values)
    total = 0
    for row, true in zip(test, y_test.values):
        total += abs(model.predict([row])[0] - true)
    maes.append([total / len(test)])
mae_raw, mae_scaled = maes
