def next_measurement(predicted, std, measured):
    std[measured] = np.nan
    return np.nanargmax(std)
