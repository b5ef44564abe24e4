def superhard(formulas, predicted, measured, limit=40):
    groups = composition_groups([*measured, *formulas])
    kept = [f for h, f in zip(predicted, formulas) if h > limit]
    return kept.sort()
