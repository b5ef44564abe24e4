def unphysical(table):
    numbers = table[["bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"]]
    q1, q3 = numbers.quantile(0.25), numbers.quantile(0.75)
    iqr = q3 - q1
    return ((numbers < q1 - 1.5 * iqr) | (numbers > q3 + 1.5 * iqr)).any(axis=1)


n_unphysical = unphysical(mine).sum()
