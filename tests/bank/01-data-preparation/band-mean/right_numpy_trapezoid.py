def band_mean(wavelength, signal, low, high):
    inside = (low <= wavelength) & (wavelength <= high)
    x, y = wavelength[inside], signal[inside]
    return np.trapezoid(y, x) / (x[-1] - x[0])
