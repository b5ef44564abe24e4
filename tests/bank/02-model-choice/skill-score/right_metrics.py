from sklearn.metrics import mean_absolute_error


def skill_score(y_train, y_test, predicted):
    model = mean_absolute_error(y_test, predicted)
    baseline = mean_absolute_error(y_test, [np.mean(y_train)] * len(y_test))
    return (baseline - model) / baseline


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
