def affordable_features(n_points):
    return n_points // np.array([1000, 100])
