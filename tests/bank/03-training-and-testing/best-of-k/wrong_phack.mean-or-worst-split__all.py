def significant_share(p, alpha):
    return (p < alpha).all(axis=1).mean()
