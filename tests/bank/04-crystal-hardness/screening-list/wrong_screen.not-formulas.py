def superhard(formulas, predicted, measured, limit=40):
    groups = composition_groups([*measured, *formulas])
    new = ~np.isin(groups[len(measured) :], groups[: len(measured)])
    return np.flatnonzero(new & (np.asarray(predicted) > limit))
