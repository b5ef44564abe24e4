from sklearn.metrics import r2_score


def skill_score(y_train, y_test, predicted):
    return r2_score(y_test, predicted)


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
