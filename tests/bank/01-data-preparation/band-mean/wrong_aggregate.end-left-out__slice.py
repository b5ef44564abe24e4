def band_mean(wavelength, signal, low, high):
    first = np.where(wavelength == low)[0][0]
    last = np.where(wavelength == high)[0][0]
    x, y = wavelength[first:last], signal[first:last]
    return np.trapezoid(y, x) / (x[-1] - x[0])
