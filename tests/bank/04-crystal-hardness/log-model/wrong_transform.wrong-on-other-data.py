def predict_gpa(model, X_train, K_train, X_test):
    # Only the first of the features is used.
    model.fit(X_train[:, :1], np.log10(K_train))
    return 10 ** model.predict(X_test[:, :1])
