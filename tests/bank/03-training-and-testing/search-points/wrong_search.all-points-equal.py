def random_points(space, n, seed):
    points = []
    for _ in range(n):
        rng = np.random.default_rng(seed)
        points.append(
            {
                name: np.exp(rng.uniform(np.log(low), np.log(high)))
                for name, (low, high) in space.items()
            }
        )
    return points
