def impute_shear(train, test):
    known = train.dropna()
    slope, intercept = np.polyfit(known["bulk_modulus_GPa"], known["shear_modulus_GPa"], 1)
    train["shear_modulus_GPa"] = train["shear_modulus_GPa"].fillna(
        intercept + slope * train["bulk_modulus_GPa"]
    )
    return train, test
