def predict_gpa(model, X_train, K_train, X_test):
    column = np.log10(np.asarray(K_train)).reshape(-1, 1)
    predicted = model.fit(X_train, column).predict(X_test)
    return pd.DataFrame(np.power(10.0, predicted), columns=["K (GPa)"])
