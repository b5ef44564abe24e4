def mean_property(composition, values):
    return np.mean([values[element] for element in composition])
