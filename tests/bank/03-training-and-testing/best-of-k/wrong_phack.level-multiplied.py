def level_for(alpha, k):
    return alpha * k
