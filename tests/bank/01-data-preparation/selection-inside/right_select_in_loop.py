from sklearn.model_selection import KFold


def honest_r2(X, y, k):
    scores = []
    for train, test in KFold(n_splits=5, shuffle=True).split(X):
        selector = SelectKBest(score_func=f_regression, k=k)
        X_train = selector.fit_transform(X[train], y[train])
        X_test = selector.transform(X[test])
        scores.append(LinearRegression().fit(X_train, y[train]).score(X_test, y[test]))
    return np.mean(scores)
