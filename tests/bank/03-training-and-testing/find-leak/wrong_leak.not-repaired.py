leaking_lines = "AC"


def honest_mae(table, seed):
    return published_mae(table, seed)
