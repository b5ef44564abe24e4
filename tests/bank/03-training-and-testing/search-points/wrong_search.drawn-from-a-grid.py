def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    return [
        {
            name: 10.0 ** rng.integers(np.round(np.log10(low)), np.round(np.log10(high)) + 1)
            for name, (low, high) in space.items()
        }
        for _ in range(n)
    ]
