def affordable_features(n_points):
    """Pay for one feature after the other until the points are used up."""
    counts = []
    for price in [1000, 100]:
        features = 0
        while n_points >= (features + 1) * price:
            features += 1
        counts.append(features)
    return counts[0], counts[1]
