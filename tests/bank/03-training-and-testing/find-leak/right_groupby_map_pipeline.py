leaking_lines = "AC"


def honest_mae(table, seed):
    train, test = train_test_split(table, test_size=0.2, random_state=seed)
    means = train.groupby("system")["hardness_GPa"].mean()
    overall = train["hardness_GPa"].mean()
    frames = []
    for part in (train, test):
        frames.append(
            pd.DataFrame(
                {
                    "level": part["system"].map(means).fillna(overall),
                    "load": np.log10(part["load_N"]),
                }
            )
        )
    pipe = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=3))
    pipe.fit(frames[0], train["hardness_GPa"])
    return mean_absolute_error(test["hardness_GPa"], pipe.predict(frames[1]))
