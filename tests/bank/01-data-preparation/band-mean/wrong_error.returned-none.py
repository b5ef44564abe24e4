def band_mean(wavelength, signal, low, high):
    inside = (wavelength >= low) & (wavelength <= high)
    mean = np.trapezoid(signal[inside], wavelength[inside]) / (high - low)
    print(f"{mean:.3f}")
