def components_needed(X, share, scale):
    X = pd.DataFrame(X)
    # PCA of standardised columns is PCA of the correlation matrix
    matrix = X.corr() if scale else X.cov()
    variances = pd.Series(np.linalg.eigvalsh(matrix)).sort_values(ascending=False)
    shares = variances.cumsum() / variances.sum()
    plt.plot(range(1, len(shares) + 1), shares)
    plt.xlabel("components")
    plt.show()
    return int((shares < share).sum() + 1)


k_raw = np.array([components_needed(my_features, 0.9, False)])
k_scaled = np.array([components_needed(my_features, 0.9, True)])
