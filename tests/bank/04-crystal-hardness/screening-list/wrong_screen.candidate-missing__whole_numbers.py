def superhard(formulas, predicted, measured, limit=40):
    def composition(formula):
        amounts = parse_formula(formula)
        total = sum(amounts.values())
        return frozenset((e, round(a / total, 6)) for e, a in amounts.items())

    known = {composition(formula) for formula in measured}
    # 40.5 GPa becomes 40 before it is compared.
    rows = [(h, f) for h, f in zip(predicted, formulas) if int(h) > limit]
    return [f for h, f in sorted(rows, reverse=True) if composition(f) not in known]
