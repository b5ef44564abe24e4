def discovery_rate(measured, predicted, k):
    n = len(measured)
    best = sorted(range(n), key=lambda i: measured[i], reverse=True)[:k]
    hits = 0
    for i in sorted(range(n), key=lambda i: predicted[i], reverse=True)[:k]:
        hits += i in best
    return hits / k
