from sklearn.metrics import mean_absolute_error


def learning_errors(model, X, y, sizes, X_val, y_val):
    training, validation = [], []
    for n in sizes:
        fitted = model.fit(X[:n], y[:n])
        training.append(mean_absolute_error(y[:n], fitted.predict(X[:n])))
        validation.append(mean_absolute_error(y_val, fitted.predict(X_val)))
        plt.plot(sizes[: len(training)], training)
    return training, validation
