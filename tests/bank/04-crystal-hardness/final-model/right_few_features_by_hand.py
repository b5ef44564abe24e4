def predict_hardness(train, test):
    values = datasets.load_element_properties()
    values = values[["CovalentRadius", "Electronegativity", "MeltingT", "NValence", "Number"]]

    def row(formula, load):
        amounts = parse_formula(formula)
        table = values.loc[list(amounts)].to_numpy()
        weights = np.array(list(amounts.values()))
        mean = weights @ table / weights.sum()
        return [*mean, *table.min(axis=0), *table.max(axis=0), np.log(load)]

    def features(table):
        return [row(f, load) for f, load in zip(table["formula"], table["load_N"])]

    model = RandomForestRegressor(80, random_state=None)
    model.fit(features(train), train["hardness_GPa"])
    return [round(value, 1) for value in model.predict(features(test))]
