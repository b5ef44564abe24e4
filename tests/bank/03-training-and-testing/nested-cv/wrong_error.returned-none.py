from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    search = GridSearchCV(
        KNeighborsRegressor(),
        {"n_neighbors": neighbours},
        cv=inner,
        scoring="neg_mean_absolute_error",
    )
    print(-cross_val_score(search, X, y, cv=outer, scoring="neg_mean_absolute_error").mean())
