def next_measurement(predicted, std, measured):
    best = np.argmax(np.where(measured, 0, std))
