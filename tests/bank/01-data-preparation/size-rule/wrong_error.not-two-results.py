def affordable_features(n_points):
    return f"between {n_points // 1000} and {n_points // 100} features"
