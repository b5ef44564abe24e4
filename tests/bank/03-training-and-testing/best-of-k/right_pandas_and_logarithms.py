import math


def significant_share(p, alpha):
    table = pd.DataFrame(p)
    table.plot.hist()
    return table.lt(alpha).any(axis="columns").mean()


def level_for(alpha, k):
    return 1 - math.exp(math.log(1 - alpha) / k)
