def unphysical(table):
    return (
        (table["bulk_modulus_GPa"] <= 0)
        | (table["shear_modulus_GPa"] <= 0)
        | (table["anisotropy"] < 0)
    )


# of the whole table, not of my sample
n_unphysical = unphysical(elasticity).sum()
