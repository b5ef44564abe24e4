def predict_gpa(model, X_train, K_train, X_test):
    # forgets to fit
    return 10 ** model.predict(X_test)
