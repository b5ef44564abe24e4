from sklearn.compose import TransformedTargetRegressor


def predict_gpa(model, X_train, K_train, X_test):
    wrapped = TransformedTargetRegressor(model, func=np.log10, inverse_func=lambda z: 10**z)
    return wrapped.fit(X_train, K_train).predict(X_test)
