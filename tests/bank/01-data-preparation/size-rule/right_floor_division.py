def affordable_features(n_points):
    cautious = n_points // 1000
    generous = n_points // 100
    return cautious, generous
