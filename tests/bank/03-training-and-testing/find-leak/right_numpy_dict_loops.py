leaking_lines = ["A", "C"]


def honest_mae(table, seed):
    rows_train, rows_test = train_test_split(np.arange(len(table)), test_size=0.2, random_state=seed)
    system = table["system"].to_numpy()
    hard = table["hardness_GPa"].to_numpy()
    load = np.log10(table["load_N"].to_numpy())
    values = {}
    for i in rows_train:
        values.setdefault(system[i], []).append(hard[i])
    mean_of = {name: sum(v) / len(v) for name, v in values.items()}
    default = hard[rows_train].mean()
    level = np.array([mean_of.get(name, default) for name in system])
    X = np.c_[level, load]
    mu, sd = X[rows_train].mean(0), X[rows_train].std(0, ddof=1)
    Z = (X - mu) / sd
    model = KNeighborsRegressor(3).fit(Z[rows_train], hard[rows_train])
    return np.abs(model.predict(Z[rows_test]) - hard[rows_test]).mean()
