def next_measurement(predicted, std, measured):
    predicted[measured] = -np.inf
    return np.argmax(predicted)
