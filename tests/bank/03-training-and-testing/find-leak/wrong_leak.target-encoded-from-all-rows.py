leaking_lines = "C"


def honest_mae(table, seed):
    level = table.groupby("system")["hardness_GPa"].transform("mean")
    X = np.column_stack([level, np.log10(table["load_N"])])
    A, B, a, b = train_test_split(X, table["hardness_GPa"], test_size=0.2, random_state=seed)
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=3)).fit(A, a)
    return mean_absolute_error(b, model.predict(B))
