def significant_share(p, alpha):
    return (p < alpha).mean()
