def next_measurement(predicted, std, measured):
    return np.argmax(std[~measured])
