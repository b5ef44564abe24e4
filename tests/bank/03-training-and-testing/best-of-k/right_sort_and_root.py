from scipy.optimize import brentq


def significant_share(p, alpha):
    best = np.sort(p, axis=1)[:, 0]
    return float((best < alpha).sum()) / best.size


def level_for(alpha, k):
    return brentq(lambda level: 1 - (1 - level) ** k - alpha, 0, 1, xtol=1e-15, rtol=1e-13)
