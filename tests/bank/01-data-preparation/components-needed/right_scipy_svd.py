from scipy import linalg
from scipy.stats import zscore


def components_needed(X, share, scale):
    X = np.asarray(X, dtype=float)
    X = zscore(X, ddof=1) if scale else X - X.mean(axis=0)
    variance = linalg.svdvals(X) ** 2
    for k in range(1, len(variance) + 1):
        if variance[:k].sum() / variance.sum() >= share:
            return k


k_raw = components_needed(my_features, 0.9, scale=False)
k_scaled = components_needed(my_features, 0.9, scale=True)
