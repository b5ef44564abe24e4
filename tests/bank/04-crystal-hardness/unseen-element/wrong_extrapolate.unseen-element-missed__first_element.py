def has_unseen_element(formulas, measured):
    known = {element for formula in measured for element in parse_formula(formula)}
    # looks at the last element only
    return [list(parse_formula(formula))[-1] not in known for formula in formulas]
