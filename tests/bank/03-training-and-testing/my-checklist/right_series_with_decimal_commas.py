errors = (my_model.predict(X_mine_test) - y_mine_test).abs()
text = {
    "metric": f"MAE {errors.mean():.3f} (log10)".replace(".", ","),
    "baseline": f"mean predictor: {(y_mine_test - y_mine_train.mean()).abs().mean():.3f} in log10".replace(
        ".", ","
    ),
    "split": f"80/20: n={len(y_mine_train)}+{len(y_mine_test)} rows",
}
rest = "source cleaning access tuning code rerun leakage uncertainty attempts limits".split()
my_answers = pd.Series({**text, **{name: f"what there is to say about {name}" for name in rest}})
