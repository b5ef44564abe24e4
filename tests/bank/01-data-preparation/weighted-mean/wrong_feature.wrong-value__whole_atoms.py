def mean_property(composition, values):
    total, atoms = 0, 0
    for element, amount in composition.items():
        total += int(amount) * values[element]
        atoms += int(amount)
    return total / atoms
