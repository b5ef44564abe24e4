from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    errors = []
    for train, test in outer.split(X):
        errors.append(
            min(
                np.abs(
                    KNeighborsRegressor(k).fit(X[train], y[train]).predict(X[test]) - y[test]
                ).mean()
                for k in neighbours
            )
        )
    return np.mean(errors)
