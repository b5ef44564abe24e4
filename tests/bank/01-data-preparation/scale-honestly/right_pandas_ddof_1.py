model = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = (y_test - model.predict(X_test)).abs().mean()

Z_train = (X_train - X_train.mean()) / X_train.std()
Z_test = (X_test - X_train.mean()) / X_train.std()
model = KNeighborsRegressor(n_neighbors=5).fit(Z_train, y_train)
mae_scaled = (y_test - model.predict(Z_test)).abs().mean()
