def level_for(alpha, k):
    return (1 - alpha) ** (1 / k)
