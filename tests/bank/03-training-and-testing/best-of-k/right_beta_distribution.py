from scipy.stats import beta


def significant_share(p, alpha):
    return sum(min(study) < alpha for study in p.tolist()) / len(p)


def level_for(alpha, k):
    return beta.ppf(alpha, 1, k)  # the smallest of k uniform numbers
