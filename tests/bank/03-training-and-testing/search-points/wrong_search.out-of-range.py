def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    return [
        {name: 10 ** rng.uniform(low, min(high, 300)) for name, (low, high) in space.items()}
        for _ in range(n)
    ]
