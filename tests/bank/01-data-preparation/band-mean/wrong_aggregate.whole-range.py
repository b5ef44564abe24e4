def band_mean(wavelength, signal, low, high):
    return np.trapezoid(signal, wavelength) / (high - low)
