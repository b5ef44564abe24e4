def unphysical(table):
    # shear modulus of a few GPa cannot be right either
    return (
        (table["bulk_modulus_GPa"] <= 0)
        | (table["shear_modulus_GPa"] < 1)
        | (table["anisotropy"] < 0)
    )


n_unphysical = unphysical(mine).sum()
