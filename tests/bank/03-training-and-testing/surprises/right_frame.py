def surprises(table, n):
    table = table.reset_index(drop=True)
    residual = table["predicted_GPa"].sub(table["hardness_GPa"]).abs()
    return table.loc[residual.sort_values(ascending=False).index].drop_duplicates("formula").head(n)
