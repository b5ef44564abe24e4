def impute_shear(train, test):
    known = train.dropna()
    slope, intercept = np.polyfit(known["bulk_modulus_GPa"], known["shear_modulus_GPa"], 1)
    new_train, new_test = train.copy(), test.copy()
    new_train["shear_modulus_GPa"] = intercept + slope * train["bulk_modulus_GPa"]
    new_test["shear_modulus_GPa"] = intercept + slope * test["bulk_modulus_GPa"]
    return new_train, new_test
