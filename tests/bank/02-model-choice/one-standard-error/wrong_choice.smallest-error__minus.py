def simplest_good(parameters, errors):
    means = errors.mean(axis=1)
    best = means.argmin()
    se = errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
    good = np.flatnonzero(means <= means[best] - se)
    return good[parameters[good].argmin()] if len(good) else best
