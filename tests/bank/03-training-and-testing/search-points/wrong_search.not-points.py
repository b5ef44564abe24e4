from itertools import product


def grid_points(space):
    return [{"point": values} for values in product(*space.values())]
