def simplest_good(parameters, errors):
    means = errors.mean(axis=1)
    best = means.argmin()
    limit = means[best] + errors[best].std(ddof=1)
    return np.argmin(np.where(means <= limit, parameters, np.inf))
