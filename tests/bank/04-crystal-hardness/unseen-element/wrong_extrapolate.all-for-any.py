def has_unseen_element(formulas, measured):
    known = {element for formula in measured for element in parse_formula(formula)}
    return [all(e not in known for e in parse_formula(formula)) for formula in formulas]
