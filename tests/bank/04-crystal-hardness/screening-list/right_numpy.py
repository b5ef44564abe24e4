def superhard(formulas, predicted, measured, limit=40):
    formulas, predicted = np.array(formulas, dtype=object), np.asarray(predicted)
    groups = composition_groups(np.r_[formulas, np.array(measured, dtype=object)])
    new = ~np.isin(groups[: len(formulas)], groups[len(formulas) :])
    order = np.argsort(-predicted)
    order = order[(new & (predicted > limit))[order]]
    return formulas[order]
