def superhard(formulas, predicted, measured, limit=40):
    groups = composition_groups([*measured, *formulas])
    known = set(groups[: len(measured)])
    kept = [
        (h, f)
        for h, f, g in zip(predicted, formulas, groups[len(measured) :])
        if h > 40 and g not in known
    ]
    return [f for _, f in sorted(kept, reverse=True)]
