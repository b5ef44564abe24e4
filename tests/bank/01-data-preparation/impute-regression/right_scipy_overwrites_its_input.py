from scipy import stats


def impute_shear(train, test):
    rows = ~np.isnan(train["shear_modulus_GPa"])
    line = stats.linregress(train["bulk_modulus_GPa"][rows], train["shear_modulus_GPa"][rows])
    print(f"G = {line.intercept:.2f} + {line.slope:.2f} K, r = {line.rvalue:.2f}")
    for table in (train, test):
        table["shear_modulus_GPa"] = np.where(
            table["shear_modulus_GPa"].isna(),
            line.intercept + line.slope * table["bulk_modulus_GPa"],
            table["shear_modulus_GPa"],
        )
    return train, test
