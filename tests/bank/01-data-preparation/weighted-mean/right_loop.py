def mean_property(composition, values):
    total = 0
    n_atoms = 0
    for element in composition:
        total += composition[element] * values[element]
        n_atoms += composition[element]
    print(element, total, n_atoms)
    return total / n_atoms
