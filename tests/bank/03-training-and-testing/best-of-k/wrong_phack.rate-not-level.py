def level_for(alpha, k):
    return 1 - (1 - alpha) ** k
