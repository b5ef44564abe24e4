def tian_hardness(bulk, shear):
    return 0.92 * (shear / bulk) * 1.137 * shear * 0.708
