def predict_hardness(train, test):
    f = CompositionFeaturizer()
    model = RandomForestRegressor(50, max_features=1 / 3, random_state=0)
    model.fit(f.fit_transform(train["formula"]), train["hardness_GPa"])
    return model.predict(f.transform(test["formula"]))
