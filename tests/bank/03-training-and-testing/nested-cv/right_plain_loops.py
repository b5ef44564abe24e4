from sklearn.metrics import mean_absolute_error
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    outer_errors = []
    for train, test in outer.split(X, y):
        X_train, y_train = X[train], y[train]
        best_k, best_error = None, float("inf")
        for k in neighbours:
            total = 0
            for fit, validate in inner.split(X_train):
                model = KNeighborsRegressor(n_neighbors=k).fit(X_train[fit], y_train[fit])
                total += mean_absolute_error(y_train[validate], model.predict(X_train[validate]))
            if total < best_error:
                best_k, best_error = k, total
        model = KNeighborsRegressor(n_neighbors=best_k).fit(X_train, y_train)
        outer_errors.append(mean_absolute_error(y[test], model.predict(X[test])))
    return sum(outer_errors) / len(outer_errors)
