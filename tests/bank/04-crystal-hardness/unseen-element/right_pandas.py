def has_unseen_element(formulas, measured):
    known = pd.Series(list(measured)).map(lambda f: list(parse_formula(f))).explode().unique()
    table = pd.Series(list(formulas)).map(lambda f: list(parse_formula(f))).explode()
    return (~table.isin(known)).groupby(level=0).any()
