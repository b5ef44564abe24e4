def superhard(formulas, predicted, measured, limit=40):
    # Two spellings of one composition have the same element fractions.
    def fingerprint(formula):
        amounts = parse_formula(formula)
        smallest = min(amounts.values())
        return tuple(sorted((e, round(a / smallest, 4)) for e, a in amounts.items()))

    known = [fingerprint(m) for m in measured]
    ranked = sorted(zip(predicted, formulas), key=lambda pair: pair[0], reverse=True)
    return [f for h, f in ranked if not h <= limit and fingerprint(f) not in known]
