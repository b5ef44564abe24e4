def surprises(table, n):
    residual = (table.predicted_GPa - table.hardness_GPa).abs()
    return residual.groupby(table.formula).max().nlargest(n)
