def skill_score(y_train, y_test, predicted):
    return 1 - np.abs(y_test - predicted).mean() / np.abs(y_test - np.mean(y_train)).mean()


my_skill = my_model.score(X_test, y_test)
