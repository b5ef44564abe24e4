def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    singular = np.linalg.svd(X, compute_uv=False)
    kept = np.cumsum(singular**2) / np.sum(singular**2)
    return np.argmax(kept >= share) + 1


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
