def significant_share(p, alpha):
    return (p.mean(axis=1) < alpha).mean()
