def components_needed(X, share, scale):
    """PCA itself accepts a share of the variance."""
    if scale == True:
        X = StandardScaler().fit_transform(X)
    pca = PCA(n_components=share, svd_solver="full")
    pca.fit(X)
    return pca.n_components_


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
