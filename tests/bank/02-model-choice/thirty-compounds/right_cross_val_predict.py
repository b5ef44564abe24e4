from sklearn.model_selection import KFold, cross_val_predict

training_errors = {
    name: float(np.mean(np.abs(LinearRegression().fit(X_thirty[c], y_thirty).predict(X_thirty[c]) - y_thirty)))
    for name, c in candidates.items()
}
cv_errors = {
    name: float(
        np.mean(np.abs(cross_val_predict(LinearRegression(), X_thirty[c], y_thirty, cv=KFold(5)) - y_thirty))
    )
    for name, c in candidates.items()
}
choice = np.array(list(cv_errors))[np.argmin(list(cv_errors.values()))]
