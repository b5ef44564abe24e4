def tian_hardness(bulk, shear):
    ratio = np.asarray(shear) / np.asarray(bulk)
    return 0.92 * ratio**1.137 * np.asarray(shear) ** 0.708
