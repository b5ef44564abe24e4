def grid_points(space):
    return pd.MultiIndex.from_product(space.values(), names=list(space)).to_frame(index=False)


def random_points(space, n, seed):
    rng = np.random.RandomState(seed)
    ends = np.array(list(space.values()), dtype=float)
    low, high = ends[:, 0], ends[:, 1]
    values = low * (high / low) ** rng.rand(n, len(ends))
    frame = pd.DataFrame(values, columns=list(space))
    print(frame.describe())
    return frame
