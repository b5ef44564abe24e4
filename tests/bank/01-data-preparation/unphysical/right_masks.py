def unphysical(table):
    bulk_bad = table["bulk_modulus_GPa"] <= 0
    shear_bad = table["shear_modulus_GPa"] <= 0
    anisotropy_bad = table["anisotropy"] < 0
    return bulk_bad | shear_bad | anisotropy_bad


n_unphysical = unphysical(mine).sum()
