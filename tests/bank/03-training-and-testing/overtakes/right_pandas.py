def overtakes(sizes, error_a, error_b):
    table = pd.DataFrame({"a": list(error_a), "b": list(error_b)}, index=list(sizes))
    behind = table.index[table["b"] >= table["a"]]
    later = table.index if behind.empty else table.index[table.index > behind.max()]
    return later.min() if len(later) else np.inf
