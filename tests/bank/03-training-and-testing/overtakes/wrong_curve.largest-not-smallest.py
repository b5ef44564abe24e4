def overtakes(sizes, error_a, error_b):
    return max((s for s, a, b in zip(sizes, error_a, error_b) if b < a), default=np.inf)
