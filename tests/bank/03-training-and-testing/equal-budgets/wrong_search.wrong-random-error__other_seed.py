error = "neg_mean_absolute_error"
r = RandomizedSearchCV(svr, ranges, n_iter=6, cv=folds, scoring=error, random_state=42)
random_mae = -r.fit(X_search, y_search).best_score_
