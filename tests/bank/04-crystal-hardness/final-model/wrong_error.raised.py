def predict_hardness(train, test):
    # formulas are not numbers
    model = RandomForestRegressor(10).fit(train[["formula", "load_N"]], train["hardness_GPa"])
    return model.predict(test)
