def significant_share(p, alpha):
    return (p.min(axis=0) < alpha).mean()
