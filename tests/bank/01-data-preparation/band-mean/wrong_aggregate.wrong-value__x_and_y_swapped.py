def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength <= high)
    return np.trapezoid(wavelength[inside], signal[inside]) / (high - low)
