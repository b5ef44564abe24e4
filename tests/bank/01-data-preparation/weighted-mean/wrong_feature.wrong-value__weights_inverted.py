def mean_property(composition, values):
    weights = [1 / amount for amount in composition.values()]
    return np.average([values[e] for e in composition], weights=weights)
