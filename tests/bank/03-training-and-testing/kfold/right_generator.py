import random


def kfold_indices(n_rows, k, seed):
    rows = list(range(n_rows))
    random.Random(seed).shuffle(rows)
    start = 0
    for i in range(k):
        size = n_rows // k + (1 if i < n_rows % k else 0)
        yield rows[:start] + rows[start + size :], rows[start : start + size]
        start += size
