def superhard(formulas, predicted, measured, limit=40):
    groups = composition_groups([*measured, *formulas])
    known = set(groups[: len(measured)])
    return [
        f
        for h, f, g in zip(predicted, formulas, groups[len(measured) :])
        if h > limit and g not in known
    ]
