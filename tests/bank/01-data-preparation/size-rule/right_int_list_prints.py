def affordable_features(n_points):
    result = [int(n_points / per_feature) for per_feature in (1000, 100)]
    print("cautious, generous:", result)
    return result


affordable_features(len(hardness))
