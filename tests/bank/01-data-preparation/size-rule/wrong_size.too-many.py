def affordable_features(n_points):
    # 100 points for the cautious one, 10 for the generous one
    return n_points // 100, n_points // 10
