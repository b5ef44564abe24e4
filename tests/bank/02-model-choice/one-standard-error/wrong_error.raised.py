def simplest_good(parameters, errors):
    means = errors.mean(axis=1)
    best = min(means)
    return parameters[means <= best + best.sem()].argmin()
