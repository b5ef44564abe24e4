from sklearn.dummy import DummyRegressor


def skill_score(y_train, y_test, predicted):
    base = DummyRegressor().fit([[0]] * len(y_train), y_train).predict([[0]] * len(y_test))
    errors = pd.DataFrame({"model": predicted, "base": base}).sub(np.asarray(y_test), axis=0).abs()
    return 1 - errors.mean()["model"] / errors.mean()["base"]


my_skill = skill_score(y_train, y_test, my_model.predict(X_test))
