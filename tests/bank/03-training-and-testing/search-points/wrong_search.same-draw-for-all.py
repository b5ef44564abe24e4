def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        u = rng.uniform()
        points.append({name: low * (high / low) ** u for name, (low, high) in space.items()})
    return points
