def learning_errors(model, X, y, sizes, X_val, y_val):
    model.fit(X, y)
    training = [np.abs(model.predict(X[:s]) - y[:s]).mean() for s in sizes]
    validation = [np.abs(model.predict(X_val) - y_val).mean() for s in sizes]
    return training, validation
