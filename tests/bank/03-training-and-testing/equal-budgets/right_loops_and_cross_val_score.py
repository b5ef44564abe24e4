from sklearn.base import clone
from sklearn.model_selection import ParameterGrid, ParameterSampler, cross_val_score


def best(points):
    errors = []
    for point in points:
        model = clone(svr).set_params(**point)
        scores = cross_val_score(
            model, X_search, y_search, cv=folds, scoring="neg_mean_absolute_error"
        )
        errors.append(-scores.mean())
    return min(errors)


grid_mae = best(ParameterGrid(grid))
random_mae = best(ParameterSampler(ranges, 6, random_state=3))
