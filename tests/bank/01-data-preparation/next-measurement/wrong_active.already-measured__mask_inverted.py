def next_measurement(predicted, std, measured):
    return np.argmax(np.where(measured, std, 0))
