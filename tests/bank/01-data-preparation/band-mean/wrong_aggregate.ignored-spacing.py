def band_mean(wavelength, signal, low, high):
    return signal[(wavelength >= low) & (wavelength <= high)].mean()
