from scipy import integrate


def band_mean(wavelength, signal, low, high):
    area = integrate.cumulative_trapezoid(signal, wavelength, initial=0)
    i, j = np.searchsorted(wavelength, [low, high])
    return (area[j] - area[i]) / (high - low)
