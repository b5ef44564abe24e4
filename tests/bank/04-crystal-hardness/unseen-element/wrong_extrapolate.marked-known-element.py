def has_unseen_element(formulas, measured):
    # an element with another amount counts as another element
    known = {pair for formula in measured for pair in parse_formula(formula).items()}
    return [not set(parse_formula(formula).items()) <= known for formula in formulas]
