def unphysical(table):
    return (table["bulk_modulus_GPa"] <= 0) | (table["shear_modulus_GPa"] <= 0)


n_unphysical = unphysical(mine).sum()
