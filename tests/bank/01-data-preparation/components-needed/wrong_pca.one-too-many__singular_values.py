def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    values = PCA().fit(X).singular_values_
    kept = np.cumsum(values) / values.sum()
    return np.argmax(kept >= share) + 1


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
