def has_unseen_element(formulas, measured):
    known = set()
    for formula in measured:
        known |= set(parse_formula(formula))
    return [bool(set(parse_formula(formula)) - known) for formula in formulas]
