mae = "neg_mean_absolute_error"
g = GridSearchCV(svr, param_grid=grid, scoring=mae, cv=folds)
g.fit(X_search, y_search)
r = RandomizedSearchCV(svr, ranges, n_iter=6, scoring=mae, cv=folds, random_state=3)
r.fit(X_search.to_numpy(), y_search.to_numpy())
grid_mae = abs(g.best_score_)
random_mae = abs(r.best_score_)
print(g.best_params_, r.best_params_)
