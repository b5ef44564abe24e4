error = "neg_mean_absolute_error"
grid_mae = -GridSearchCV(svr, grid, cv=KFold(3), scoring=error).fit(X_search, y_search).best_score_
