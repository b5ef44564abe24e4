from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import cross_val_score

training_errors, cv_errors = {}, {}
for name in candidates:
    X = X_thirty[candidates[name]]
    model = LinearRegression().fit(X, y_thirty)
    training_errors[name] = mean_absolute_error(y_thirty, model.predict(X))
    cv_errors[name] = -np.mean(
        cross_val_score(LinearRegression(), X, y_thirty, scoring="neg_mean_absolute_error")
    )
print(training_errors, cv_errors)
choice = sorted(cv_errors, key=lambda name: cv_errors[name])[0]
