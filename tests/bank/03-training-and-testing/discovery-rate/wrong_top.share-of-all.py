def discovery_rate(measured, predicted, k):
    hits = len(set(np.argsort(measured)[-k:]) & set(np.argsort(predicted)[-k:]))
    return hits / len(measured)
