def significant_share(p, alpha):
    return (p.min(axis=1) < alpha).sum()
