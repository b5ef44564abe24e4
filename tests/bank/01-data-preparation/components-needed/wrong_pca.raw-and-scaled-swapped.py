def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    kept = np.cumsum(PCA().fit(X).explained_variance_ratio_)
    return int(np.argmax(kept >= share)) + 1


k_scaled, k_raw = (
    components_needed(my_features, 0.9, False),
    components_needed(my_features, 0.9, True),
)
