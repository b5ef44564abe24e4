from itertools import product


def grid_points(space):
    return [dict(zip(space, values)) for values in product(*space.values())]


def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    return [
        {name: np.exp(rng.uniform(np.log(low), np.log(high)))}
        | {other: np.exp(rng.uniform(np.log(a), np.log(b))) for other, (a, b) in space.items()}
        for name, (low, high) in space.items()
        for _ in range(n)
    ]
