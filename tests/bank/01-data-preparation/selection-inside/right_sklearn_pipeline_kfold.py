from sklearn.model_selection import KFold
from sklearn.pipeline import Pipeline


def honest_r2(X, y, k):
    model = Pipeline([("select", SelectKBest(f_regression, k=k)), ("fit", LinearRegression())])
    folds = KFold(5, shuffle=True, random_state=42)
    scores = cross_val_score(model, X, y, cv=folds, scoring="r2")
    print(scores)
    return scores.mean()
