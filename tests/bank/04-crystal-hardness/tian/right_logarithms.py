def tian_hardness(bulk, shear):
    return np.exp(np.log(0.92) + 1.137 * np.log(np.divide(shear, bulk)) + 0.708 * np.log(shear))
