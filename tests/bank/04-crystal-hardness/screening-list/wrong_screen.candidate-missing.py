def superhard(formulas, predicted, measured, limit=40):
    # the best one only
    groups = composition_groups([*measured, *formulas])
    known = set(groups[: len(measured)])
    kept = [
        (h, f)
        for h, f, g in zip(predicted, formulas, groups[len(measured) :])
        if h > limit and g not in known
    ]
    return [max(kept)[1]]
