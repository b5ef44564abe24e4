from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import Pipeline

knn = KNeighborsRegressor(n_neighbors=5)
knn.fit(X_train, y_train)
mae_raw = mean_absolute_error(y_test, knn.predict(X_test))

pipe = Pipeline([("scale", StandardScaler()), ("knn", KNeighborsRegressor(n_neighbors=5))])
pipe.fit(X_train, y_train)
mae_scaled = mean_absolute_error(y_test, pipe.predict(X_test))
print(mae_raw, mae_scaled)
