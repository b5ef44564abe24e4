def predict_gpa(model, X_train, K_train, X_test):
    return model.fit(X_train, K_train).predict(X_test)
