def significant_share(p, alpha):
    return np.mean(np.min(p, axis=1) < alpha)


def level_for(alpha, k):
    return alpha / k
