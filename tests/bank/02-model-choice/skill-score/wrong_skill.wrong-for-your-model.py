def skill_score(y_train, y_test, predicted):
    return 1 - np.abs(y_test - predicted).mean() / np.abs(y_test - np.mean(y_train)).mean()


my_skill = skill_score(y_train, y_test, LinearRegression().fit(X_train[["MeltingT"]], y_train).predict(X_test[["MeltingT"]]))
