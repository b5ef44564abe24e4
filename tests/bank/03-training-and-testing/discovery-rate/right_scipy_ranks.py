from scipy.stats import rankdata


def discovery_rate(measured, predicted, k):
    n = len(measured)
    in_both = (rankdata(measured) > n - k) & (rankdata(predicted) > n - k)
    return np.array([in_both.sum() / k])
