def unphysical(table):
    return table.eval("bulk_modulus_GPa <= 0 or shear_modulus_GPa <= 0 or anisotropy < 0")


n_unphysical = len(mine[unphysical(mine)])
