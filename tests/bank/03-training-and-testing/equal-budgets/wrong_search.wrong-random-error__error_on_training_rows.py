r = RandomizedSearchCV(svr, ranges, n_iter=6, cv=folds, random_state=3).fit(X_search, y_search)
g = GridSearchCV(svr, grid, cv=folds).fit(X_search, y_search)
grid_mae = np.abs(g.predict(X_search) - y_search).mean()
random_mae = np.abs(r.predict(X_search) - y_search).mean()
