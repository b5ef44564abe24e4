def mean_property(composition, values):
    total = 0
    for element, amount in composition.items():
        total += amount * values[element]
    return total
