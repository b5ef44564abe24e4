def predict_hardness(train, test):
    model = RandomForestRegressor(10, random_state=0)
    model.fit(train[["load_N", "hardness_GPa"]], train["hardness_GPa"])
    return model.predict(test[["load_N", "hardness_GPa"]])
