def superhard(formulas, predicted, measured, limit=40):
    groups = composition_groups(list(measured) + list(formulas))
    known = groups[: len(measured)]
    table = pd.DataFrame(
        {
            "formula": list(formulas),
            "hardness": list(predicted),
            "group": groups[len(measured) :],
        }
    )
    table = table[(table.hardness > limit) & ~table.group.isin(known)]
    return table.sort_values("hardness", ascending=False).formula
