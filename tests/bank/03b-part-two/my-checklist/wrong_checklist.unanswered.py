my_answers = {
    "source": "the elasticity table of the kit",
    "split": f"{len(X_train)} training rows, {len(X_test)} test rows",
    "metric": f"mean absolute error {np.abs(my_model.predict(X_test) - y_test).mean():.3f}",
    "baseline": f"training mean: {np.abs(y_train.mean() - y_test).mean():.3f}",
    "limits": "",
}
