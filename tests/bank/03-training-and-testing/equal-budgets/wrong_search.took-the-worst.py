error = "neg_mean_absolute_error"
g = GridSearchCV(svr, grid, cv=folds, scoring=error).fit(X_search, y_search)
r = RandomizedSearchCV(svr, ranges, n_iter=6, cv=folds, scoring=error, random_state=3)
r.fit(X_search, y_search)
grid_mae = max(-g.cv_results_["mean_test_score"])
random_mae = max(-r.cv_results_["mean_test_score"])
