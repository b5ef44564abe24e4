leaking_lines = "AC"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.2, random_state=seed)
    level = train.groupby("system")["hardness_GPa"].transform("mean")
    X = np.column_stack([level, np.log10(train["load_N"])])
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(3)).fit(X, train["hardness_GPa"])
    return mean_absolute_error(train["hardness_GPa"], model.predict(X))
