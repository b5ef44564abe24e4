def learning_errors(model, X, y, sizes, X_val, y_val):
    def one(size):
        part, target = pd.DataFrame(X).iloc[:size], pd.Series(y).iloc[:size]
        model.fit(part, target)
        return (
            (model.predict(part) - target).abs().mean(),
            (model.predict(pd.DataFrame(X_val)) - pd.Series(y_val)).abs().mean(),
        )

    frame = pd.DataFrame([one(size) for size in sizes], columns=["train", "val"])
    return frame["train"], frame["val"]
