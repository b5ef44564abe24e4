from sklearn.metrics import make_scorer, mean_absolute_error

scorer = make_scorer(mean_absolute_error, greater_is_better=False)
grid_search = GridSearchCV(svr, grid, scoring=scorer, cv=list(folds.split(X_search)), refit=False)
grid_search.fit(X_search, y_search)
random_search = RandomizedSearchCV(
    svr, ranges, n_iter=6, scoring=scorer, cv=folds, random_state=np.random.RandomState(3)
).fit(X_search, y_search)
grid_mae = np.array([-grid_search.cv_results_["mean_test_score"].max()])
random_mae = pd.Series([-random_search.best_score_])
