def unphysical(table):
    # fill gaps with something possible, then ask whether everything is possible
    filled = table.fillna({"bulk_modulus_GPa": 1, "shear_modulus_GPa": 1, "anisotropy": 1})
    fine = (
        filled["bulk_modulus_GPa"].gt(0)
        & filled["shear_modulus_GPa"].gt(0)
        & filled["anisotropy"].ge(0)
    )
    return ~fine


n_unphysical = int(unphysical(mine).value_counts()[True])
