leaking_lines = "A"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.2, random_state=seed)
    level = train.groupby("system")["hardness_GPa"].mean()
    level = table["system"].map(level).fillna(train["hardness_GPa"].mean())
    X = StandardScaler().fit_transform(np.column_stack([level, np.log10(table["load_N"])]))
    A, B, a, b = train_test_split(X, table["hardness_GPa"], test_size=0.2, random_state=seed)
    return mean_absolute_error(b, KNeighborsRegressor(3).fit(A, a).predict(B))
