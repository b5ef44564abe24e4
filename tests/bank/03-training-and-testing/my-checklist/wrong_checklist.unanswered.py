my_answers = {
    "source": "the elasticity table of the kit",
    "split": f"{len(X_mine_train)} training rows, {len(X_mine_test)} test rows",
    "metric": f"mean absolute error {np.abs(my_model.predict(X_mine_test) - y_mine_test).mean():.3f}",
    "baseline": f"training mean: {np.abs(y_mine_train.mean() - y_mine_test).mean():.3f}",
    "limits": "",
}
