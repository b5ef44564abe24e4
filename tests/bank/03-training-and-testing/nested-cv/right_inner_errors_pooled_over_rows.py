from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    errors = []
    for train, test in outer.split(X, y):
        inner_error = {
            k: np.abs(
                cross_val_predict(KNeighborsRegressor(k), X[train], y[train], cv=inner) - y[train]
            ).mean()
            for k in neighbours
        }
        best = min(inner_error, key=inner_error.get)
        model = KNeighborsRegressor(best).fit(X[train], y[train])
        errors.append(mean_absolute_error(y[test], model.predict(X[test])))
    return float(np.mean(errors))
