def impute_shear(train, test):
    result = []
    for table in (train, test):
        line = 4 + 0.5 * table["bulk_modulus_GPa"]
        result.append(table.fillna({"shear_modulus_GPa": line}))
    return result[0], result[1]
