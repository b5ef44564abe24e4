def next_measurement(predicted, std, measured):
    free = [i for i, done in enumerate(measured) if not done]
    return max(free, key=lambda i: std[i])
