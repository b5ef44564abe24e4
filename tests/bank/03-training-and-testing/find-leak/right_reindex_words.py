leaking_lines = "A and C"


def honest_mae(table, seed):
    y = table["hardness_GPa"]
    X_train, X_test, y_train, y_test = train_test_split(
        table[["system", "load_N"]], y, test_size=0.2, random_state=seed
    )
    level = y_train.groupby(X_train["system"]).mean()
    A = np.column_stack([level.reindex(X_train["system"]), np.log10(X_train["load_N"])])
    B = np.column_stack([level.reindex(X_test["system"]), np.log10(X_test["load_N"])])
    B[np.isnan(B[:, 0]), 0] = y_train.mean()
    s = StandardScaler().fit(A)
    return mean_absolute_error(
        y_test, KNeighborsRegressor(3).fit(s.transform(A), y_train).predict(s.transform(B))
    )
