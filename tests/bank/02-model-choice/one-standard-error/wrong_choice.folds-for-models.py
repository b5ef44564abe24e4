def simplest_good(parameters, errors):
    means = errors.mean(axis=0)
    standard_errors = errors.std(axis=0) / np.sqrt(len(errors))
    best = means.argmin()
    return np.flatnonzero(means <= means[best] + standard_errors[best])[0]
