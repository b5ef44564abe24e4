def skill_score(y_train, y_test, predicted):
    return 1 - np.abs(y_test - predicted).mean() / np.abs(y_test - np.mean(y_train)).mean()


my_skill = skill_score(10**y_train, 10**y_test, 10 ** my_model.predict(X_test))
