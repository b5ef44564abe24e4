def surprises(table, n):
    mean = table.groupby("formula").mean()
    off = (mean["predicted_GPa"] - mean["hardness_GPa"]).abs()
    return off.nlargest(n).index.tolist()
