def has_unseen_element(formulas, measured):
    known = {element for formula in measured for element in parse_formula(formula)}
    return [formula for formula in formulas if not set(parse_formula(formula)) <= known]
