def surprises(table, n):
    off = (table["predicted_GPa"] - table["hardness_GPa"]).abs()
    return off.nlargest(n).index.tolist()
