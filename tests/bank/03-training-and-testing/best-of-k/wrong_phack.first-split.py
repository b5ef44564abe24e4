def significant_share(p, alpha):
    return (p[:, 0] < alpha).mean()
