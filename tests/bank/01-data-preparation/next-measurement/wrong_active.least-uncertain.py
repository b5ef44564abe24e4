def next_measurement(predicted, std, measured):
    return np.argmin(np.where(measured, np.inf, std))
