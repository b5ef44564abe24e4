def tian_hardness(bulk, shear):
    print(0.92 * (shear / bulk) ** 1.137 * shear**0.708)
