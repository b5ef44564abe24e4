def predict_hardness(train, test):
    both = pd.concat([train, test])
    X = CompositionFeaturizer().fit_transform(both["formula"])  # learns nothing from the rows
    X = np.hstack([X, both[["load_N"]].to_numpy()])
    model = GradientBoostingRegressor(max_features=1 / 3, random_state=1)
    model.fit(X[: len(train)], train["hardness_GPa"])
    return list(model.predict(X[len(train) :]))
