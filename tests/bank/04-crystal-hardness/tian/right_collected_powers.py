def tian_hardness(bulk, shear):
    # G appears twice: 1.137 + 0.708 = 1.845
    return 0.92 * np.power(shear, 1.845) / np.power(bulk, 1.137)
