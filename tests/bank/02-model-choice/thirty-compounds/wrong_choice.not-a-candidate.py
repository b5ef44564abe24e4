from sklearn.model_selection import KFold, cross_val_score

training_errors, cv_errors = {}, {}
for name, columns in candidates.items():
    X = X_thirty[columns]
    fitted = LinearRegression().fit(X, y_thirty).predict(X)
    training_errors[name] = np.abs(fitted - y_thirty).mean()
    cv_errors[name] = -cross_val_score(LinearRegression(), X, y_thirty, cv=KFold(5), scoring="neg_mean_absolute_error").mean()
choice = min(cv_errors.values())
