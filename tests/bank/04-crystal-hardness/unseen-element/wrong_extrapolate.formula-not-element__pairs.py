def has_unseen_element(formulas, measured):
    # a pair of elements that never occurred together counts as unseen
    known = [frozenset(parse_formula(formula)) for formula in measured]
    return [frozenset(parse_formula(formula)) not in known for formula in formulas]
