def predict_gpa(model, X_train, K_train, X_test):
    # The base makes no difference as long as it is undone.
    model.fit(np.asarray(X_train), np.log(np.asarray(K_train)))
    return np.exp(model.predict(np.asarray(X_test)))
