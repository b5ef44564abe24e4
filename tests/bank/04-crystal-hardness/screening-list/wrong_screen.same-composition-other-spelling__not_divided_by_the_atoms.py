def superhard(formulas, predicted, measured, limit=40):
    known = [parse_formula(formula) for formula in measured]
    kept = [
        (hardness, formula)
        for formula, hardness in zip(formulas, predicted)
        if hardness > limit and parse_formula(formula) not in known
    ]
    return [formula for _, formula in sorted(kept, reverse=True)]
