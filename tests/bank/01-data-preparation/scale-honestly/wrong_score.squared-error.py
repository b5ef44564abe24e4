from sklearn.metrics import mean_squared_error
from sklearn.pipeline import make_pipeline

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_squared_error(y_test, raw.predict(X_test))
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = mean_squared_error(y_test, scaled.predict(X_test))
