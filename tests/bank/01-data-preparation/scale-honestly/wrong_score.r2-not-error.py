from sklearn.pipeline import make_pipeline

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = raw.score(X_test, y_test)
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = np.abs(y_test - scaled.predict(X_test)).mean()
