def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    ratios = PCA().fit(X).explained_variance_ratio_
    total, k = 0, 1
    for ratio in ratios:
        total += ratio
        k += 1
        if total >= share:
            break
    return k


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
