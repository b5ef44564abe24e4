def affordable_features(n_points):
    if n_points < 7000:
        return 5, 50
    return 7, 79
