def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength < high)
    return np.trapezoid(signal[inside], wavelength[inside]) / (high - low)
