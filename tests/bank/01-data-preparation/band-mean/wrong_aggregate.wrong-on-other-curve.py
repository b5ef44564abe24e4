def band_mean(wavelength, signal, low, high):
    # mean of the two ends of the band
    at_low = signal[wavelength == low][0]
    at_high = signal[wavelength == high][0]
    return (at_low + at_high) / 2
