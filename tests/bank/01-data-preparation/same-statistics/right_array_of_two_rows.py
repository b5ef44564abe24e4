def match_statistics(x, y):
    both = np.vstack([x, y])
    both = both - both.mean(axis=1, keepdims=True)
    values, vectors = np.linalg.eigh(np.cov(both, bias=True))
    white = vectors.T @ both / np.sqrt(values)[:, None]
    mixing = np.array([[1, 0], [R, np.sqrt(1 - R**2)]])
    return np.array([[MEAN_X], [MEAN_Y]]) + np.array([[SD_X], [SD_Y]]) * (mixing @ white)
