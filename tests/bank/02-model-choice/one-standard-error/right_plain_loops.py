def simplest_good(parameters, errors):
    means, ses = [], []
    for row in errors:
        n = len(row)
        mean = sum(row) / n
        variance = sum((e - mean) ** 2 for e in row) / (n - 1)
        means.append(mean)
        ses.append((variance / n) ** 0.5)
    best = means.index(min(means))
    chosen = best
    for i in range(len(means)):
        if means[i] <= means[best] + ses[best] and parameters[i] < parameters[chosen]:
            chosen = i
    return chosen
