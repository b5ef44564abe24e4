def unphysical(table):
    return (
        (table["bulk_modulus_GPa"] <= 0)
        | (table["shear_modulus_GPa"] <= 0)
        | (table["anisotropy"] < 0)
    )


n_unphysical = (unphysical(mine) == False).sum()
