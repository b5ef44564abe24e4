def components_needed(X, share, scale):
    X = np.array(X)
    if scale:
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    eigenvalues = np.linalg.eigvalsh(np.cov(X, rowvar=False))[::-1]
    kept, k = 0, 0
    while kept < share * eigenvalues.sum():
        kept += eigenvalues[k]
        k += 1
    return k


k_raw, k_scaled = (components_needed(my_features, 0.9, scale) for scale in (False, True))
