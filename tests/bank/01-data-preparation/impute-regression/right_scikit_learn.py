from sklearn.linear_model import LinearRegression


def impute_shear(train, test):
    known = train.dropna()
    model = LinearRegression().fit(known[["bulk_modulus_GPa"]], known["shear_modulus_GPa"])
    result = []
    for table in [train, test]:
        predicted = pd.Series(model.predict(table[["bulk_modulus_GPa"]]), index=table.index)
        result.append(table.assign(shear_modulus_GPa=table["shear_modulus_GPa"].fillna(predicted)))
    return result
