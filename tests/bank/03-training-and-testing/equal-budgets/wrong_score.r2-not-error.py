grid_mae = GridSearchCV(svr, grid, cv=folds).fit(X_search, y_search).best_score_
r = RandomizedSearchCV(svr, ranges, n_iter=6, cv=folds, random_state=3)
random_mae = r.fit(X_search, y_search).best_score_
