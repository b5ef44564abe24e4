from sklearn.metrics import root_mean_squared_error


def learning_errors(model, X, y, sizes, X_val, y_val):
    training, validation = [], []
    for s in sizes:
        model.fit(X[:s], y[:s])
        training.append(root_mean_squared_error(y[:s], model.predict(X[:s])))
        validation.append(root_mean_squared_error(y_val, model.predict(X_val)))
    return training, validation
