import re


def has_unseen_element(formulas, measured):
    symbols = lambda text: set(re.findall("[A-Z][a-z]?", text))
    known = set().union(*map(symbols, measured))
    return [int(not symbols(formula).issubset(known)) for formula in formulas]
