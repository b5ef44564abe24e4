from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    errors = []
    for train, test in outer.split(X):
        search = GridSearchCV(KNeighborsRegressor(), {"n_neighbors": neighbours}, cv=inner)
        search.fit(X[train], y[train])
        errors.append(mean_absolute_error(y[test], search.predict(X[test])))
    return np.mean(errors)
