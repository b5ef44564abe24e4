from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mean_absolute_error(y_test, raw.predict(X_test))
scaled = make_pipeline(MinMaxScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = mean_absolute_error(y_test, scaled.predict(X_test))
