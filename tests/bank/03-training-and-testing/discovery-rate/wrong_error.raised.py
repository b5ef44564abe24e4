def discovery_rate(measured, predicted, k):
    best = measured.nlargest(k).index
    return best.isin(predicted.nlargest(k).index).mean()
