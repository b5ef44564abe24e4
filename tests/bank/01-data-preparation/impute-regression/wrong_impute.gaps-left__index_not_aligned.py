from sklearn.linear_model import LinearRegression


def impute_shear(train, test):
    known = train.dropna()
    model = LinearRegression().fit(known[["bulk_modulus_GPa"]], known["shear_modulus_GPa"])
    new = []
    for table in (train, test):
        predicted = pd.Series(model.predict(table[["bulk_modulus_GPa"]]))
        table["shear_modulus_GPa"] = table["shear_modulus_GPa"].fillna(predicted)
        new.append(table)
    return new[0], new[1]
