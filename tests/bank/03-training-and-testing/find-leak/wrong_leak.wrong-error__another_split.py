leaking_lines = "AC"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.25, random_state=seed)
    level = train.groupby("system")["hardness_GPa"].mean()

    def features(part):
        known = part["system"].map(level).fillna(train["hardness_GPa"].mean())
        return np.column_stack([known, np.log10(part["load_N"])])

    model = make_pipeline(StandardScaler(), KNeighborsRegressor(3))
    model.fit(features(train), train["hardness_GPa"])
    return mean_absolute_error(test["hardness_GPa"], model.predict(features(test)))
