def discovery_rate(measured, predicted, k):
    return len(set(np.argsort(measured)[:k]) & set(np.argsort(predicted)[:k])) / k
