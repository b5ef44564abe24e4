def surprises(table, n):
    off = table.assign(off=np.abs(table.predicted_GPa - table.hardness_GPa))
    return off.sort_values("off", ascending=False).drop_duplicates("formula")["formula"][:n]
