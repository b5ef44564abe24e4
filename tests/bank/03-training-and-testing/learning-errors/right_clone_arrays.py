from sklearn.base import clone


def learning_errors(model, X, y, sizes, X_val, y_val):
    errors = np.zeros((2, len(sizes)))
    for i, size in enumerate(sizes):
        fresh = clone(model)
        fresh.fit(X[:size], y[:size])
        errors[0, i] = np.mean(np.abs(y[:size] - fresh.predict(X[:size])))
        errors[1, i] = np.mean(np.abs(y_val - fresh.predict(X_val)))
    return errors
