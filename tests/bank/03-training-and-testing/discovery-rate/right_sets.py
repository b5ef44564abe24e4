def discovery_rate(measured, predicted, k):
    order_m = np.argsort(-measured)[:k]
    order_p = np.argsort(-predicted)[:k]
    return np.intersect1d(order_m, order_p).size / k
