def discovery_rate(measured, predicted, k):
    return (np.argsort(measured)[-k:] == np.argsort(predicted)[-k:]).mean()
