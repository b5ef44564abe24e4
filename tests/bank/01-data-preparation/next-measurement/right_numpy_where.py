def next_measurement(predicted, std, measured):
    candidates = np.where(measured, -1, std)
    return np.argmax(candidates)
