def unphysical(table):
    bad = (table["bulk_modulus_GPa"] <= 0) | (table["shear_modulus_GPa"] <= 0)
    bad = bad | (table["anisotropy"] < 0)
    bad = bad | table.isna().any(axis=1)
    return bad


n_unphysical = unphysical(mine).sum()
