def has_unseen_element(formulas, measured):
    known = {element for formula in measured for element in parse_formula(formula)}
    return ["yes" if set(parse_formula(f)) - known else "no" for f in formulas]
