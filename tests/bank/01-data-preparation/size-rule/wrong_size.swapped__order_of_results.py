def affordable_features(n_points):
    generous = n_points // 100
    cautious = n_points // 1000
    return generous, cautious
