def random_points(space, n, seed):
    rng = np.random.default_rng()
    return [
        {
            name: np.exp(rng.uniform(np.log(low), np.log(high)))
            for name, (low, high) in space.items()
        }
        for _ in range(n)
    ]
