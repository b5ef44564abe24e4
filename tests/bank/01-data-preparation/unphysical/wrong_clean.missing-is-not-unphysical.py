def unphysical(table):
    possible = (
        (table["bulk_modulus_GPa"] > 0)
        & (table["shear_modulus_GPa"] > 0)
        & (table["anisotropy"] >= 0)
    )
    return ~possible


n_unphysical = unphysical(mine).sum()
