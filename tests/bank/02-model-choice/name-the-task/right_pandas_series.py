tasks = pd.Series("classification", index=list("abcdefg"))
tasks["a"] = tasks["e"] = "regression"
tasks["c"] = "clustering"
