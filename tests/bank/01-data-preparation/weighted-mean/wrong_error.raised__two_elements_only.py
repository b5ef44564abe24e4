def mean_property(composition, values):
    (a, n_a), (b, n_b) = composition.items()
    return (n_a * values[a] + n_b * values[b]) / (n_a + n_b)
