def impute_shear(train, test):
    new_train, new_test = train.copy(), test.copy()
    for table in (new_train, new_test):
        table["shear_modulus_GPa"] = table["shear_modulus_GPa"].fillna(
            0.5 * table["bulk_modulus_GPa"]
        )
    return new_train, new_test
