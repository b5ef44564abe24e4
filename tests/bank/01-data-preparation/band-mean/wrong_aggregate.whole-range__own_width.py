def band_mean(wavelength, signal, low, high):
    return np.trapezoid(signal, x=wavelength) / (wavelength[-1] - wavelength[0])
