def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength <= high)
    x, y = wavelength[inside], signal[inside]
    # height times step
    return np.sum(y[:-1] * np.diff(x)) / (high - low)
