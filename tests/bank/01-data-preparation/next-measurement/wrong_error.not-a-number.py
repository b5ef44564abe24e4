def next_measurement(predicted, std, measured):
    return np.argsort(std[~measured])[::-1]
