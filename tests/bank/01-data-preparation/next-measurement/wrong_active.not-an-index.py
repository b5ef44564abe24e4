def next_measurement(predicted, std, measured):
    return std[~measured].max()
