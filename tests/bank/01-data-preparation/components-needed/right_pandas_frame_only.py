def components_needed(X, share, scale):
    if scale:
        X = (X - X.mean()) / X.std()
    ratios = PCA().fit(X).explained_variance_ratio_
    total = 0
    for i, ratio in enumerate(ratios):
        total = total + ratio
        if total >= share:
            return i + 1


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
