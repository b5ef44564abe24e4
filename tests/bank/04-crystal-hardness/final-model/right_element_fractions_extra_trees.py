from sklearn.ensemble import ExtraTreesRegressor


def predict_hardness(train, test):
    elements = sorted({e for f in train["formula"] for e in parse_formula(f)})

    def features(table):
        rows = []
        for formula, load in zip(table["formula"], table["load_N"]):
            amounts = parse_formula(formula)
            total = sum(amounts.values())
            rows.append([amounts.get(e, 0) / total for e in elements] + [np.log10(load)])
        return np.hstack([np.array(rows), CompositionFeaturizer().fit_transform(table["formula"])])

    model = ExtraTreesRegressor(60, max_features=0.5, random_state=3)
    return model.fit(features(train), train["hardness_GPa"]).predict(features(test))
