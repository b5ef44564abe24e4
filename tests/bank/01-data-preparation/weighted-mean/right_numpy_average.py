def mean_property(composition, values):
    return np.average(
        [values[element] for element in composition], weights=list(composition.values())
    )
