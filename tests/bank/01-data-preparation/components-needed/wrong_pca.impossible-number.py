def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    kept = np.cumsum(PCA().fit(X).explained_variance_ratio_)
    return int(np.argmax(kept >= share)) + 1


# PCA without a number keeps everything, so count what came out
k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = StandardScaler().fit_transform(my_features).shape[0]
