def discovery_rate(measured, predicted, k):
    good = measured >= sorted(measured)[-k]
    picked = predicted >= sorted(predicted)[-k]
    return (good & picked).sum() / picked.sum()
