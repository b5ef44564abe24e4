def grid_points(space):
    return [dict(zip(space, values)) for values in zip(*space.values())]
