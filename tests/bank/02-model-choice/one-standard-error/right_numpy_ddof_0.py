def simplest_good(parameters, errors):
    mean = errors.mean(axis=1)
    se = errors.std(axis=1) / errors.shape[1] ** 0.5
    best = mean.argmin()
    for i in np.argsort(parameters):
        if mean[i] <= mean[best] + se[best]:
            return i
