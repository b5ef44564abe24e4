def surprises(table, n):
    table["missed"] = (table["hardness_GPa"] - table["predicted_GPa"]).abs()
    return table.groupby("formula")["missed"].max().sort_values(ascending=False).head(n).index
