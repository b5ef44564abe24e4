from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    errors = []
    for train, test in outer.split(X):
        search = GridSearchCV(
            KNeighborsRegressor(),
            {"n_neighbors": neighbours},
            cv=inner,
            scoring="neg_mean_absolute_error",
        )
        errors.append(-search.fit(X[train], y[train]).best_score_)
    return np.mean(errors)
