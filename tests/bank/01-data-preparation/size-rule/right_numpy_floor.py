def affordable_features(n_points):
    return np.floor(n_points / 1000), np.floor(n_points / 100)
