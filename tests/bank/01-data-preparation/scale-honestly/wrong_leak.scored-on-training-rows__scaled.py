from sklearn.metrics import mean_absolute_error

knn = KNeighborsRegressor(n_neighbors=5)
mae_raw = mean_absolute_error(y_test, knn.fit(X_train, y_train).predict(X_test))
Z = StandardScaler().fit_transform(X_train)
mae_scaled = mean_absolute_error(y_train, knn.fit(Z, y_train).predict(Z))
