def unphysical(table):
    result = []
    for _, row in table.iterrows():
        if row["bulk_modulus_GPa"] <= 0 or row["shear_modulus_GPa"] <= 0:
            result.append(True)
        elif row["anisotropy"] < 0:
            result.append(True)
        else:
            result.append(False)
    return result


n_unphysical = 0
for bad in unphysical(mine):
    if bad:
        n_unphysical += 1
print("unphysical:", n_unphysical)
