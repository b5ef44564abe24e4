def affordable_features(n_points):
    # a model needs at least one feature
    return max(1, n_points // 1000), max(1, n_points // 100)
