def mean_property(composition, values):
    atoms = []
    for element, amount in composition.items():
        for _ in range(amount):
            atoms.append(values[element])
    return sum(atoms) / len(atoms)
