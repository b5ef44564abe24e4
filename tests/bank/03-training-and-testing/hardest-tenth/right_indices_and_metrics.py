from sklearn.base import clone
from sklearn.metrics import mean_absolute_error


def extrapolate(model, X, y):
    limit = np.percentile(y, 90)
    train, test = np.where(y <= limit)[0], np.where(y > limit)[0]
    fitted = clone(model).fit(X[train], y[train])
    predicted = fitted.predict(X[test])
    print(len(test))
    return [mean_absolute_error(y[test], predicted), np.mean(predicted) - np.mean(y[test])]


my_mae = extrapolate(neighbours, X_hard, y_hard)[0]
my_bias = extrapolate(neighbours, X_hard, y_hard)[1]
