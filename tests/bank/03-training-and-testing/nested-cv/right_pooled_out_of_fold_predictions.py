from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    predicted = np.empty(len(y))
    for train, test in outer.split(X):
        errors = [
            np.abs(
                cross_val_predict(KNeighborsRegressor(k), X[train], y[train], cv=inner) - y[train]
            ).mean()
            for k in neighbours
        ]
        k = neighbours[int(np.argmin(errors))]
        predicted[test] = KNeighborsRegressor(k).fit(X[train], y[train]).predict(X[test])
    return np.abs(predicted - y).mean()
