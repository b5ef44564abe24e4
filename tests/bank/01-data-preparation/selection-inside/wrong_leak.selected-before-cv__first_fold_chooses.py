from sklearn.model_selection import KFold


def honest_r2(X, y, k):
    selector = None
    scores = []
    for train, test in KFold(5).split(X):
        if selector is None:
            selector = SelectKBest(f_regression, k=k).fit(X[train], y[train])
        model = LinearRegression().fit(selector.transform(X[train]), y[train])
        scores.append(model.score(selector.transform(X[test]), y[test]))
    return np.mean(scores)
