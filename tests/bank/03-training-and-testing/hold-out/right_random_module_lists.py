import random
from math import ceil


def hold_out(n_rows, share, seed):
    random.seed(seed)
    rows = list(range(n_rows))
    random.shuffle(rows)
    cut = n_rows - ceil(share * n_rows)
    return rows[:cut], rows[cut:]
