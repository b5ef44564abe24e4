def significant_share(p, alpha):
    return 1 - (1 - alpha) ** p.shape[1]
