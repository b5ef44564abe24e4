from itertools import product

from scipy.stats import loguniform


def grid_points(space):
    for values in product(*space.values()):
        yield pd.Series(values, index=list(space))


def random_points(space, n, seed):
    np.random.seed(seed)
    return [{name: float(loguniform.rvs(*ends)) for name, ends in space.items()} for _ in range(n)]
