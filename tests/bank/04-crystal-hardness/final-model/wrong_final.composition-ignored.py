def predict_hardness(train, test):
    model = RandomForestRegressor(50, min_samples_leaf=5, random_state=0)
    model.fit(train[["load_N"]], train["hardness_GPa"])
    return model.predict(test[["load_N"]])
