from sklearn.model_selection import KFold, cross_validate

table = {}
for name, columns in candidates.items():
    pipe = make_pipeline(StandardScaler(), LinearRegression())
    result = cross_validate(
        pipe, X_thirty[columns], y_thirty, cv=KFold(5), scoring="neg_mean_absolute_error"
    )
    fitted = pipe.fit(X_thirty[columns], y_thirty).predict(X_thirty[columns])
    table[name] = {"training": (fitted - y_thirty).abs().mean(), "cv": -result["test_score"].mean()}
table = pd.DataFrame(table).T
training_errors, cv_errors = table["training"], table["cv"]
choice = cv_errors.idxmin()
