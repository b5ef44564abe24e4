def band_mean(wavelength, signal, low, high):
    """Each point counts for half the distance between its two neighbours."""
    keep = np.flatnonzero((wavelength >= low) & (wavelength <= high))
    x = wavelength[keep]
    half_steps = np.diff(x) / 2
    weights = np.r_[half_steps, 0] + np.r_[0, half_steps]
    plt.plot(x, signal[keep])
    return [np.average(signal[keep], weights=weights)]
