def next_measurement(predicted, std, measured):
    for i in range(len(std)):
        if not measured[i] and std[i] > 0.5:
            return i
    return 0
