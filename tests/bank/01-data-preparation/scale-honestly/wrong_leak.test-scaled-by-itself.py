from sklearn.metrics import mean_absolute_error

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(y_test, raw.predict(X_test))

scaler = StandardScaler()
scaled = KNeighborsRegressor(n_neighbors=5).fit(scaler.fit_transform(X_train), y_train)
mae_scaled = mean_absolute_error(y_test, scaled.predict(scaler.fit_transform(X_test)))
