def simplest_good(parameters, errors):
    means = errors.mean(axis=1)
    best = means.argmin()
    se = errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return np.argmin(np.where(means - se <= means[best] + se[best], parameters, np.inf))
