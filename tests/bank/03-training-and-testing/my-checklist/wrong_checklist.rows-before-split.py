names = "source cleaning access tuning code rerun leakage uncertainty attempts limits"
my_answers = {name: f"what I did about {name}" for name in names.split()}
my_answers["split"] = f"80/20 split of {len(my_table)} rows"
my_answers["metric"] = (
    f"mean absolute error {np.abs(my_model.predict(X_mine_test) - y_mine_test).mean():.3f}"
)
my_answers["baseline"] = f"training mean: {np.abs(y_mine_train.mean() - y_mine_test).mean():.3f}"
