def affordable_features(n_points):
    return len(n_points) // 1000, len(n_points) // 100
