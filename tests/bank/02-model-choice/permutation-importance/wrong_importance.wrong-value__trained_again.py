def importance(model, X, y, columns, order):
    from sklearn.base import clone

    shuffled = X.copy()
    shuffled[columns] = X[columns].to_numpy()[order]
    again = clone(model).fit(shuffled, y)
    return np.abs(again.predict(shuffled) - y).mean() - np.abs(model.predict(X) - y).mean()
