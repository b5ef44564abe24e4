def surprises(table, n):
    residual = (table["predicted_GPa"] - table["hardness_GPa"]).to_numpy()
    found = []
    for row in np.argsort(-np.abs(residual)):
        formula = table["formula"].iloc[row]
        if formula not in found:
            found.append(formula)
        if len(found) == n:
            break
    return np.array(found)
