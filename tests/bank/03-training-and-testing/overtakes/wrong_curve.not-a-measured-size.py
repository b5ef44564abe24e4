def overtakes(sizes, error_a, error_b):
    d = np.asarray(error_a) - np.asarray(error_b)
    place = np.flatnonzero(d <= 0)[-1]
    if place == len(d) - 1:
        return np.inf
    share = d[place] / (d[place] - d[place + 1])
    return sizes[place] + share * (sizes[place + 1] - sizes[place])
