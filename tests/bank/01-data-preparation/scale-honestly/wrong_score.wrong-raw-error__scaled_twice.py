from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import make_pipeline

model = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5))
mae_raw = mean_absolute_error(y_test, model.fit(X_train, y_train).predict(X_test))
mae_scaled = mean_absolute_error(y_test, model.fit(X_train, y_train).predict(X_test))
