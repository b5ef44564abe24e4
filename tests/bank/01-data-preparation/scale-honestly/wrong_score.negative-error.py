from sklearn.metrics import get_scorer
from sklearn.pipeline import make_pipeline

mae = get_scorer("neg_mean_absolute_error")
raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = mae(raw, X_test, y_test)
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5)).fit(X_train, y_train)
mae_scaled = mae(scaled, X_test, y_test)
