import random


def hold_out(n_rows, share, seed):
    everything = set(range(n_rows))
    test = set(random.Random(seed).sample(sorted(everything), int(share * n_rows)))
    return everything - test, test
