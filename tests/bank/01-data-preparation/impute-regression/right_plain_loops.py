def impute_shear(train, test):
    pairs = [
        (k, g)
        for k, g in zip(train["bulk_modulus_GPa"], train["shear_modulus_GPa"])
        if g == g  # NaN is not equal to itself
    ]
    mean_k = sum(k for k, _ in pairs) / len(pairs)
    mean_g = sum(g for _, g in pairs) / len(pairs)
    slope = sum((k - mean_k) * (g - mean_g) for k, g in pairs)
    slope /= sum((k - mean_k) ** 2 for k, _ in pairs)

    def fill(table):
        shear = []
        for k, g in zip(table["bulk_modulus_GPa"], table["shear_modulus_GPa"]):
            shear.append(g if g == g else mean_g + slope * (k - mean_k))
        return pd.DataFrame(
            {"bulk_modulus_GPa": list(table["bulk_modulus_GPa"]), "shear_modulus_GPa": shear}
        )

    return fill(train), fill(test)
