def superhard(formulas, predicted, measured, limit=40):
    def composition(formula):
        amounts = parse_formula(formula)
        total = sum(amounts.values())
        return frozenset((e, round(a / total, 6)) for e, a in amounts.items())

    known = {composition(formula) for formula in measured}
    kept = []
    for formula, hardness in zip(formulas, predicted):
        if hardness > limit and composition(formula) not in known:
            kept.append((hardness, formula))
    kept.sort(reverse=True)
    return [formula for _, formula in kept]
