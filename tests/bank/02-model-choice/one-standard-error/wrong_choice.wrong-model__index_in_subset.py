def simplest_good(parameters, errors):
    means = errors.mean(axis=1)
    best = means.argmin()
    limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
    return parameters[means <= limit].argmin() + 1
