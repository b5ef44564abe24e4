names = "source cleaning access tuning code rerun leakage uncertainty attempts limits"
my_answers = {name: f"what I did about {name}" for name in names.split()}
my_answers["split"] = f"{len(X_train)} training rows and {len(X_test)} test rows"
my_answers["metric"] = f"mean absolute error {np.abs(my_model.predict(X_test) - y_test).mean():.3f}"
my_answers["baseline"] = f"mean of the test targets: {np.abs(y_test.mean() - y_test).mean():.4f}"
