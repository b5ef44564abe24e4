def overtakes(sizes, error_a, error_b):
    behind = [i for i, (a, b) in enumerate(zip(error_a, error_b)) if not b < a]
    place = behind[-1] + 1 if behind else 0
    return np.array([sizes[place]]) if place < len(sizes) else np.array([np.inf])
