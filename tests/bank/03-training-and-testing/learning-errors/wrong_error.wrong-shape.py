def learning_errors(model, X, y, sizes, X_val, y_val):
    for s in sizes:
        model.fit(X[:s], y[:s])
        training = [np.abs(model.predict(X[:s]) - y[:s]).mean()]
        validation = [np.abs(model.predict(X_val) - y_val).mean()]
    return training, validation
