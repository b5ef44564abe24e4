def superhard(formulas, predicted, measured, limit=40):
    new, known = composition_groups(formulas), composition_groups(measured)
    keep = [i for i in range(len(formulas)) if predicted[i] > limit and new[i] not in known]
    return [formulas[i] for i in sorted(keep, key=lambda i: -predicted[i])]
