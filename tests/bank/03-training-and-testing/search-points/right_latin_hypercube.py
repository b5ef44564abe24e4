from scipy.stats import qmc


def grid_points(space):
    columns = np.meshgrid(*space.values(), indexing="ij")
    table = np.stack([column.ravel() for column in columns], axis=1)
    return [dict(zip(space, row)) for row in table]


def random_points(space, n, seed):
    low = np.log([ends[0] for ends in space.values()])
    high = np.log([ends[1] for ends in space.values()])
    unit = qmc.LatinHypercube(len(space), rng=seed).random(n)
    return [dict(zip(space, np.exp(row))) for row in qmc.scale(unit, low, high)]
