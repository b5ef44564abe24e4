def impute_shear(train, test):
    known = train.dropna()
    slope, intercept = np.polyfit(known["bulk_modulus_GPa"], known["shear_modulus_GPa"], 1)
    gaps_train = train[train["shear_modulus_GPa"].isna()].copy()
    gaps_test = test[test["shear_modulus_GPa"].isna()].copy()
    gaps_train["shear_modulus_GPa"] = intercept + slope * gaps_train["bulk_modulus_GPa"]
    gaps_test["shear_modulus_GPa"] = intercept + slope * gaps_test["bulk_modulus_GPa"]
    return gaps_train, gaps_test
