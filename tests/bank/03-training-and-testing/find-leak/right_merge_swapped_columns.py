leaking_lines = {"a", "c"}


def honest_mae(table, seed):
    table = table.assign(load=np.log10(table["load_N"]))
    train, test, y_train, y_test = train_test_split(
        table, table["hardness_GPa"], test_size=0.2, random_state=seed
    )
    train = train.copy()
    train["level"] = train.groupby("system")["hardness_GPa"].transform("mean")
    lookup = train[["system", "level"]].drop_duplicates()
    test = test.drop(columns="hardness_GPa").merge(lookup, on="system", how="left")
    test["level"] = test["level"].fillna(y_train.mean())
    scaler = StandardScaler()
    Z_train = scaler.fit_transform(train[["load", "level"]])
    Z_test = scaler.transform(test[["load", "level"]])
    model = KNeighborsRegressor(n_neighbors=3)
    model.fit(Z_train, y_train)
    return mean_absolute_error(y_test, model.predict(Z_test))
