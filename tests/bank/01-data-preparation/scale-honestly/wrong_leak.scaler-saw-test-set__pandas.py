model = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = np.mean(np.abs(model.predict(X_test) - y_test))

Z = (X - X.mean()) / X.std()
model = KNeighborsRegressor(n_neighbors=5).fit(Z.loc[X_train.index], y_train)
mae_scaled = np.mean(np.abs(model.predict(Z.loc[X_test.index]) - y_test))
