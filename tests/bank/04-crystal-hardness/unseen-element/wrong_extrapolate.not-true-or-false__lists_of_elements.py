def has_unseen_element(formulas, measured):
    known = {element for formula in measured for element in parse_formula(formula)}
    return [sorted(set(parse_formula(formula)) - known) for formula in formulas]
