def discovery_rate(measured, predicted, k):
    return len(set(np.sort(measured)[-k:]) & set(np.sort(predicted)[-k:])) / k
