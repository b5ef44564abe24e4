def tian_hardness(bulk, shear):
    return 0.92 * (shear / bulk) ** 0.708 * shear**1.137
