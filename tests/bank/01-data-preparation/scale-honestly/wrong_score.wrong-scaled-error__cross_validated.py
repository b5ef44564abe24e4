from sklearn.pipeline import make_pipeline
from sklearn.model_selection import cross_val_score

raw = KNeighborsRegressor(n_neighbors=5).fit(X_train, y_train)
mae_raw = np.abs(raw.predict(X_test) - y_test).mean()
scaled = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=5))
mae_scaled = -cross_val_score(scaled, X, y, cv=5, scoring="neg_mean_absolute_error").mean()
