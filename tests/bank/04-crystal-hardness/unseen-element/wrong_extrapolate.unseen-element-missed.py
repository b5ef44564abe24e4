def has_unseen_element(formulas, measured):
    # letters for elements: B is found in Be, N in Na
    letters = set("".join(measured))
    return [not set(c for c in formula if c.isupper()) <= letters for formula in formulas]
