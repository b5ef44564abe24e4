def mean_property(composition, values):
    return sum(composition[e] * values[e] for e in composition) / len(composition)
