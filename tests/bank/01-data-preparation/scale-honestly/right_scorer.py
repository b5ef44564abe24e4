from sklearn.metrics import get_scorer
from sklearn.pipeline import make_pipeline

score = get_scorer("neg_mean_absolute_error")
model = make_pipeline("passthrough", KNeighborsRegressor(n_neighbors=5))
mae_raw = -score(model.fit(X_train, y_train), X_test, y_test)
model.steps[0] = ("standardscaler", StandardScaler())
mae_scaled = -score(model.fit(X_train, y_train), X_test, y_test)
