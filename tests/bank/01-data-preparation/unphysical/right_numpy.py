def unphysical(table):
    moduli = table[["bulk_modulus_GPa", "shear_modulus_GPa"]].to_numpy()
    return np.any(moduli <= 0, axis=1) | (table["anisotropy"].to_numpy() < 0)


n_unphysical = np.count_nonzero(unphysical(mine))
