tasks = {}
tasks["a"] = "Regression"
tasks["b"] = tasks["d"] = tasks["f"] = tasks["g"] = "Classification "
tasks["c"] = "CLUSTERING"
tasks["e"] = "regression"
