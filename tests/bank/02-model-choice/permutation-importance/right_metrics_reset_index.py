from sklearn.metrics import mean_absolute_error


def importance(model, X, y, columns, order):
    others = [name for name in X.columns if name not in columns]
    new = pd.concat(
        [X[others].reset_index(drop=True), X[columns].iloc[order].reset_index(drop=True)], axis=1
    )[X.columns]
    return mean_absolute_error(y, model.predict(new)) - mean_absolute_error(y, model.predict(X))
