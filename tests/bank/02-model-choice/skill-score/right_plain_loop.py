def skill_score(y_train, y_test, predicted):
    mean = sum(y_train) / len(y_train)
    e = b = 0.0
    for true, p in zip(y_test, predicted):
        e += abs(true - p)
        b += abs(true - mean)
    return 1 - e / b


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
