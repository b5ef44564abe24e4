def superhard(formulas, predicted, measured, limit=40):
    table = dict(zip(formulas, predicted))
    number = dict(zip(table, composition_groups([*table, *measured])))
    known = set(composition_groups([*table, *measured])[len(table) :])
    hard = [f for f in table if table[f] > limit and number[f] not in known]
    return tuple(sorted(hard, key=table.get, reverse=True))
