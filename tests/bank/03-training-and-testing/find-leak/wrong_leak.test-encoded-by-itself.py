leaking_lines = "AC"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.2, random_state=seed)

    def features(part):
        level = part.groupby("system")["hardness_GPa"].transform("mean")
        return np.column_stack([level, np.log10(part["load_N"])])

    model = make_pipeline(StandardScaler(), KNeighborsRegressor(3))
    model.fit(features(train), train["hardness_GPa"])
    return mean_absolute_error(test["hardness_GPa"], model.predict(features(test)))
