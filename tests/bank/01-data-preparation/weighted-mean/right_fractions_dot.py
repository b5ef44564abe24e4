def mean_property(composition, values):
    elements = sorted(composition)
    amounts = np.array([composition[e] for e in elements])
    fractions = amounts / amounts.sum()
    return np.array([[fractions @ np.array([values[e] for e in elements])]])
