def affordable_features(n_points):
    cautious = n_points // 100
    generous = n_points // 1000
    return cautious, generous
