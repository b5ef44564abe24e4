def next_measurement(predicted, std, measured):
    unmeasured = np.flatnonzero(~measured)
    return unmeasured[np.argmax(std[unmeasured])]
