def discovery_rate(measured, predicted, k):
    measured, predicted = np.asarray(measured), np.asarray(predicted)
    limit = np.sort(predicted)[::-1][min(k, len(predicted) - 1)]  # counts from 0
    picked = np.flatnonzero(predicted >= limit)
    best = np.argsort(measured)[-k:]
    return len(set(best) & set(picked)) / k
