def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    return [{name: rng.uniform(low, high) for name, (low, high) in space.items()} for _ in range(n)]
