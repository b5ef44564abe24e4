def band_mean(wavelength, signal, low, high):
    # slicing by label includes both ends
    band = pd.Series(signal, index=wavelength).loc[low:high]
    steps = pd.Series(band.index).diff()
    heights = band.rolling(2).mean().to_numpy()
    return (steps * heights).sum() / steps.sum()
