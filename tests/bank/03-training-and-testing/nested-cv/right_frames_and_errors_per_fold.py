from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    table, target = pd.DataFrame(X), pd.Series(y)
    errors = []
    for train, test in outer.split(table):
        A, a = table.iloc[train], target.iloc[train]
        scores = {
            k: cross_val_score(
                KNeighborsRegressor(k), A, a, cv=inner, scoring="neg_mean_absolute_error"
            ).mean()
            for k in neighbours
        }
        model = KNeighborsRegressor(max(scores, key=scores.get)).fit(A, a)
        errors.append((model.predict(table.iloc[test]) - target.iloc[test]).abs().mean())
    print(errors)
    return pd.Series(errors)
