import re


def has_unseen_element(formulas, measured):
    parts = lambda text: set(re.findall(r"[A-Z(][a-z]?", text))
    known = set().union(*map(parts, measured))
    return [not parts(formula) <= known for formula in formulas]
