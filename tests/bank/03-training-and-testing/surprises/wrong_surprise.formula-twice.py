def surprises(table, n):
    off = (table["predicted_GPa"] - table["hardness_GPa"]).abs()
    return table["formula"].loc[off.nlargest(n).index].tolist()
