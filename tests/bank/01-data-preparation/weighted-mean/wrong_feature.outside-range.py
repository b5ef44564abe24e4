def mean_property(composition, values):
    total = sum(composition[e] * values[e] for e in composition)
    return total / len(values)
