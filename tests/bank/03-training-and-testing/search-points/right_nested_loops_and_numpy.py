def grid_points(space):
    points = [{}]
    for name, values in space.items():
        points = [{**point, name: value} for point in points for value in values]
    return points


def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name in space:
            low, high = space[name]
            point[name] = 10 ** rng.uniform(np.log10(low), np.log10(high))
        points.append(point)
    return points
