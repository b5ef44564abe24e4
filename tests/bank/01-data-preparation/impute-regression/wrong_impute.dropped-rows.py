def impute_shear(train, test):
    train = train.dropna()
    slope, intercept = np.polyfit(train["bulk_modulus_GPa"], train["shear_modulus_GPa"], 1)
    test["shear_modulus_GPa"] = test["shear_modulus_GPa"].fillna(
        intercept + slope * test["bulk_modulus_GPa"]
    )
    return train, test
