def significant_share(p, alpha):
    found = 0
    for study in p:
        if any(value < alpha for value in study):
            found += 1
    return found / len(p)


def level_for(alpha, k):
    return 1 - (1 - alpha) ** (1 / k)
