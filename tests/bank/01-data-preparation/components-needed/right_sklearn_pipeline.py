from sklearn.pipeline import make_pipeline


def components_needed(X, share, scale):
    model = make_pipeline(StandardScaler() if scale else "passthrough", PCA())
    model.fit(X)
    kept = model[-1].explained_variance_ratio_.cumsum()
    return np.searchsorted(kept, share) + 1


k_raw = components_needed(my_features, 0.9, False)
k_scaled = components_needed(my_features, 0.9, True)
print(k_raw, k_scaled)
