def unphysical(table):
    return (
        table["bulk_modulus_GPa"] <= 0 or table["shear_modulus_GPa"] <= 0 or table["anisotropy"] < 0
    )


n_unphysical = unphysical(mine).sum()
