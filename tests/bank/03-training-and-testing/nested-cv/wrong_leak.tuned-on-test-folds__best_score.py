from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    search = GridSearchCV(
        KNeighborsRegressor(),
        {"n_neighbors": neighbours},
        cv=outer,
        scoring="neg_mean_absolute_error",
    )
    return -search.fit(X, y).best_score_
