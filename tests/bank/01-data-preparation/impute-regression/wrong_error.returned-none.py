def impute_shear(train, test):
    known = train.dropna()
    slope, intercept = np.polyfit(known["bulk_modulus_GPa"], known["shear_modulus_GPa"], 1)
    for table in (train, test):
        gaps = table["shear_modulus_GPa"].isna()
        table.loc[gaps, "shear_modulus_GPa"] = intercept + slope * table["bulk_modulus_GPa"]
