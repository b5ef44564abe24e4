tasks = dict(a="regression", c="clustering", e="regression")
for key in np.array(["b", "d", "f", "g"]):
    tasks[str(key)] = np.str_("classification")
