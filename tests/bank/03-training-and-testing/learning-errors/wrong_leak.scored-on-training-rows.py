def learning_errors(model, X, y, sizes, X_val, y_val):
    training = []
    for s in sizes:
        model.fit(X[:s], y[:s])
        training.append(np.abs(model.predict(X[:s]) - y[:s]).mean())
    return training, training
