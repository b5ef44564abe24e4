def band_mean(wavelength, signal, low, high):
    wavelength, signal = list(wavelength), list(signal)
    start, stop = wavelength.index(low), wavelength.index(high)
    area = 0.0
    for i in range(start, stop):
        step = wavelength[i + 1] - wavelength[i]
        area += step * (signal[i] + signal[i + 1]) / 2
    print("area:", area)
    return area / (high - low)
