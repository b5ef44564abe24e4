def has_unseen_element(formulas, measured):
    known = " ".join(measured)
    return [any(element not in known for element in parse_formula(f)) for f in formulas]
