def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    ratios = PCA(n_components=3).fit(X).explained_variance_ratio_
    for k in (1, 2, 3):
        if sum(ratios[:k]) >= share:
            return k
    return 3


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
