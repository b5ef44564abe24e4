from sklearn.metrics import mean_absolute_error

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(y_test, raw.predict(X_test))

scaler = StandardScaler()
scaler.fit(X_train)
scaler.transform(X_train)
scaler.transform(X_test)
scaled = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_scaled = mean_absolute_error(y_test, scaled.predict(X_test))
