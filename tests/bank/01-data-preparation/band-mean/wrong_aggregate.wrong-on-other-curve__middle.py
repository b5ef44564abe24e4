def band_mean(wavelength, signal, low, high):
    return np.interp((low + high) / 2, wavelength, signal)
