def affordable_features(n_points):
    return round(n_points / 1000), round(n_points / 100)
