def mean_property(composition, values):
    return np.mean([amount * values[element] for element, amount in composition.items()])
