def unphysical(table):
    numbers = table[["bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"]]
    return (numbers < 0).any(axis=1)


n_unphysical = unphysical(mine).sum()
