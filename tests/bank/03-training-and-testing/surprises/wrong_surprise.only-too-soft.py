def surprises(table, n):
    off = table["predicted_GPa"] - table["hardness_GPa"]
    return off.groupby(table["formula"]).min().nsmallest(n).index.tolist()
