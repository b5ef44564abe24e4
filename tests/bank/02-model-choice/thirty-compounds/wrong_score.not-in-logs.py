from sklearn.model_selection import KFold, cross_val_predict

K = 10**y_thirty
training_errors, cv_errors = {}, {}
for name, columns in candidates.items():
    X = X_thirty[columns]
    training_errors[name] = np.abs(10 ** LinearRegression().fit(X, y_thirty).predict(X) - K).mean()
    left_out = 10 ** cross_val_predict(LinearRegression(), X, y_thirty, cv=KFold(5))
    cv_errors[name] = np.abs(left_out - K).mean()
choice = min(cv_errors, key=cv_errors.get)
