def next_measurement(predicted, std, measured):
    unmeasured = std[not measured]
    return np.argmax(unmeasured)
