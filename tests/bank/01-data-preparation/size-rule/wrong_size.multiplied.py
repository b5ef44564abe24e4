def affordable_features(n_points):
    return n_points * 1000, n_points * 100
