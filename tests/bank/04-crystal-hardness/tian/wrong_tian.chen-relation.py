def tian_hardness(bulk, shear):
    return 2 * ((shear / bulk) ** 2 * shear) ** 0.585 - 3
