leaking_lines = "AC"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.2, random_state=seed)
    level = train.groupby("system")["hardness_GPa"].mean()
    sets = []
    for part in (train, test):
        known = part["system"].map(level).fillna(train["hardness_GPa"].mean())
        sets.append(StandardScaler().fit_transform(np.c_[known, np.log10(part["load_N"])]))
    model = KNeighborsRegressor(3).fit(sets[0], train["hardness_GPa"])
    return mean_absolute_error(test["hardness_GPa"], model.predict(sets[1]))
