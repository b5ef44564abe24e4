def has_unseen_element(formulas, measured):
    measured = list(measured)
    return [formula not in measured for formula in formulas]
