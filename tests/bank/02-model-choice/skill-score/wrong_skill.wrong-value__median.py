def skill_score(y_train, y_test, predicted):
    return 1 - np.abs(y_test - predicted).mean() / np.abs(y_test - np.median(y_train)).mean()


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
