searches = [
    GridSearchCV(svr, grid, cv=folds, scoring="neg_mean_absolute_error"),
    RandomizedSearchCV(
        svr, ranges, n_iter=6, cv=folds, scoring="neg_mean_absolute_error", random_state=3
    ),
]
tables = [pd.DataFrame(s.fit(X_search, y_search).cv_results_) for s in searches]
grid_mae, random_mae = [(-t["mean_test_score"]).min() for t in tables]
