def level_for(alpha, k):
    return alpha / np.sqrt(k)
