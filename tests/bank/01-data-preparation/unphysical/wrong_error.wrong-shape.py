def unphysical(table):
    # the bad rows themselves instead of True and False
    return table[
        (table["bulk_modulus_GPa"] <= 0)
        | (table["shear_modulus_GPa"] <= 0)
        | (table["anisotropy"] < 0)
    ][["bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"]]


n_unphysical = len(unphysical(mine))
