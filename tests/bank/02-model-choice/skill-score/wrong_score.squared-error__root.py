def skill_score(y_train, y_test, predicted):
    return 1 - np.sqrt(np.mean((y_test - predicted) ** 2) / np.mean((y_test - np.mean(y_train)) ** 2))


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
