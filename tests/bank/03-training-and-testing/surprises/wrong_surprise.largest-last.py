def surprises(table, n):
    off = (table["predicted_GPa"] - table["hardness_GPa"]).abs()
    return off.groupby(table["formula"]).max().sort_values().tail(n).index.tolist()
