def skill_score(y_train, y_test, predicted):
    y_test, predicted = pd.Series(y_test), pd.Series(predicted)
    skill = 1 - (y_test.values - predicted.values).__abs__().sum() / (y_test - np.mean(y_train)).abs().sum()
    print(f"{skill:.2f}")
    return skill



again = LinearRegression().fit(X_train, y_train)
my_skill = np.array([skill_score(y_train, y_test, again.predict(X_test))])
