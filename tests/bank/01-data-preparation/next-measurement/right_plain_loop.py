def next_measurement(predicted, std, measured):
    best = None
    for i in range(len(std)):
        if measured[i]:
            continue
        if best is None or std[i] > std[best]:
            best = i
    return best
