from sklearn.metrics import mean_absolute_error

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(y_test, raw.predict(X_test))

X_scaled = StandardScaler().fit_transform(X)
A, B, a, b = train_test_split(X_scaled, y, test_size=0.2, random_state=0)
scaled = KNeighborsRegressor(n_neighbors=5).fit(A, a)
mae_scaled = mean_absolute_error(b, scaled.predict(B))
