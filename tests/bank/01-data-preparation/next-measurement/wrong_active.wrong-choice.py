def next_measurement(predicted, std, measured):
    # the relative uncertainty counts
    relative = np.where(measured, 0, std / predicted)
    return np.argmax(relative)
