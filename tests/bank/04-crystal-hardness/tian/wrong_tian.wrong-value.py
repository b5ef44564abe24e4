def tian_hardness(bulk, shear):
    # the exponent reaches over the product
    return 0.92 * ((shear / bulk) ** 1.137 * shear) ** 0.708
