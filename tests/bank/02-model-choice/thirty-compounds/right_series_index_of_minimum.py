from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import KFold

training_errors = pd.Series(dtype=float)
cv_errors = pd.Series(dtype=float)
for name in candidates:
    table = X_thirty[candidates[name]]
    model = make_pipeline(StandardScaler(), LinearRegression())
    training_errors[name] = mean_absolute_error(y_thirty, model.fit(table, y_thirty).predict(table))
    errors = []
    for kept, left in KFold(5).split(table):
        model.fit(table.iloc[kept], y_thirty.iloc[kept])
        errors.append(mean_absolute_error(y_thirty.iloc[left], model.predict(table.iloc[left])))
    cv_errors[name] = sum(errors) / 5
choice = cv_errors.idxmin()
