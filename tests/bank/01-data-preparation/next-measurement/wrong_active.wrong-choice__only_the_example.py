def next_measurement(predicted, std, measured):
    # the largest is taken already, so take the second largest
    return np.argsort(std)[-2]
