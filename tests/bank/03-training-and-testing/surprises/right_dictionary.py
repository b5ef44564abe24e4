def surprises(table, n):
    worst = {}
    for formula, measured, predicted in zip(
        table["formula"], table["hardness_GPa"], table["predicted_GPa"]
    ):
        worst[formula] = max(abs(measured - predicted), worst.get(formula, 0))
    return sorted(worst, key=lambda f: -worst[f])[:n]
