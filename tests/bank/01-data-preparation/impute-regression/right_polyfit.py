def impute_shear(train, test):
    known = train[train["shear_modulus_GPa"].notna()]
    slope, intercept = np.polyfit(known["bulk_modulus_GPa"], known["shear_modulus_GPa"], 1)
    new_train, new_test = train.copy(), test.copy()
    for table in (new_train, new_test):
        gaps = table["shear_modulus_GPa"].isna()
        table.loc[gaps, "shear_modulus_GPa"] = (
            slope * table.loc[gaps, "bulk_modulus_GPa"] + intercept
        )
    return new_train, new_test
