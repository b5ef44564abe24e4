from sklearn.metrics import mean_absolute_error as error


def learning_errors(model, X, y, sizes, X_val, y_val):
    pairs = []
    for n in sizes:
        model.fit(X[:n], y[:n])
        pairs.append((error(y[:n], model.predict(X[:n])), error(y_val, model.predict(X_val))))
    return zip(*pairs)
