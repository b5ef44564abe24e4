from scipy.integrate import cumulative_trapezoid


def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength <= high)
    return cumulative_trapezoid(signal[inside], wavelength[inside]) / (high - low)
