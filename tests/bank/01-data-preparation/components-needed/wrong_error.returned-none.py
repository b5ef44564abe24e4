def components_needed(X, share, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    kept = np.cumsum(PCA().fit(X).explained_variance_ratio_)
    plt.plot(kept)
    plt.axhline(share)
    plt.show()


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
