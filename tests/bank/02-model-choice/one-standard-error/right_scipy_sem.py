from scipy.stats import sem


def simplest_good(parameters, errors):
    mean, se = np.mean(errors, axis=1), sem(errors, axis=1)
    b = np.argmin(mean)
    good = np.flatnonzero(mean <= mean[b] + se[b])
    return good[np.argmin(np.array(parameters)[good])]
