from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import make_pipeline

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(y_train, raw.predict(X_train))
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = mean_absolute_error(y_test, scaled.predict(X_test))
