from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import make_pipeline

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(10**y_test, 10 ** raw.predict(X_test))
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = mean_absolute_error(10**y_test, 10 ** scaled.predict(X_test))
