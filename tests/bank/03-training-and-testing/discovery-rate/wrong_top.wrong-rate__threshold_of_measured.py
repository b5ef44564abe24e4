def discovery_rate(measured, predicted, k):
    limit = np.sort(measured)[-k]
    return ((measured >= limit) & (predicted >= limit)).sum() / k
