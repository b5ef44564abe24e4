from scipy.integrate import trapezoid


def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength <= high)
    return trapezoid(signal[inside], wavelength[inside])
