from scipy.stats import pearsonr
from sklearn.metrics import r2_score


def honest_r2(X, y, k):
    order = np.random.default_rng(7).permutation(len(y))
    total = 0
    for fold in range(5):
        test = order[fold::5]
        train = [i for i in order if i not in test]
        strength = [abs(pearsonr(column, y[train])[0]) for column in X[train].T]
        chosen = sorted(range(X.shape[1]), key=lambda j: strength[j])[-k:]
        model = LinearRegression()
        model.fit(X[np.ix_(train, chosen)], y[train])
        total += r2_score(y[test], model.predict(X[np.ix_(test, chosen)])) / 5
    return total
