def tian_hardness(bulk, shear):
    return 0.92 * (bulk / shear) ** 1.137 * shear**0.708
