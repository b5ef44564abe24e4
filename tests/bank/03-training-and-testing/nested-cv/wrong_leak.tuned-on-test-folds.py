from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    mae = "neg_mean_absolute_error"
    search = GridSearchCV(KNeighborsRegressor(), {"n_neighbors": neighbours}, cv=inner, scoring=mae)
    search.fit(X, y)
    return -cross_val_score(search.best_estimator_, X, y, cv=outer, scoring=mae).mean()
